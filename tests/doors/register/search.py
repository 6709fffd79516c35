"""The doors of the search."""

from tests.doors.audiences import EXECUTIVE, SIGNED_IN, Door

V1 = "/api/v1"

PAGES: dict[str, Door] = {
    "GET /search/counts/": Door(SIGNED_IN),
    "GET /insights/searches/": Door(EXECUTIVE),
    "GET /insights/searches.csv": Door(EXECUTIVE),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/search/": Door(SIGNED_IN),
    f"GET {V1}/search/suggest/": Door(SIGNED_IN),
    f"GET {V1}/insights/searches/": Door(EXECUTIVE),
}

TASKS: dict[str, str] = {
    "search.read_file": "reads what stands in a file",
    "search.read_files": "reads the files that nobody has read yet",
    "search.tend": "sets right what drifted in the index, and forgets rare searches",
}

COMMANDS: dict[str, str] = {
    "rebuild_search": "makes the search index anew",
    "check_search": "compares the search index with what it is made from",
}
