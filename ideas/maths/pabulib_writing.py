"""Writing an election as a file of Pabulib, so that anybody can count it with other tools."""

from ideas.maths.pabulib import Candidate, Source, Vote
from ideas.maths.pabulib_cells import decimal, printed


def written(source: Source) -> str:
    """Return the text of a file; reading it again gives the same election."""
    meta = source.meta | {
        "num_projects": str(len(source.projects)),
        "num_votes": str(len(source.votes)),
    }
    return printed(
        [
            ["META"],
            ["key", "value"],
            *([key, value] for key, value in meta.items()),
            ["PROJECTS"],
            *_projects(source.projects),
            ["VOTES"],
            *_votes(source.votes),
        ]
    )


def _projects(projects: tuple[Candidate, ...]) -> list[list[str]]:
    told = [column for column in ("votes", "selected") if any(_told(p, column) for p in projects)]
    rows = [["project_id", "cost", "name", *told]]
    for project in projects:
        cells = [_told(project, column) for column in told]
        rows.append([project.key, decimal(project.cost), project.name, *cells])
    return rows


def _told(project: Candidate, column: str) -> str:
    if column == "selected":
        return "" if project.selected is None else str(int(project.selected))
    return "" if project.votes is None else str(project.votes)


def _votes(votes: tuple[Vote, ...]) -> list[list[str]]:
    has_points = any(vote.points for vote in votes)
    rows = [["voter_id", "vote", *(["points"] if has_points else [])]]
    for vote in votes:
        points = [",".join(vote.points)] if has_points else []
        rows.append([vote.voter, ",".join(vote.choices), *points])
    return rows
