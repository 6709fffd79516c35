"""The emoji that can be written as :name:, and the groups in which they are offered.

Short names are ours; the others are the names of the Unicode standard, as this Python knows them.
"""

import unicodedata
from functools import cache

EMOJI = {
    "smile": "😄", "grin": "😁", "joy": "😂", "wink": "😉", "thinking": "🤔", "sad": "😢", "tired": "😫",
    "sweat": "😅", "cool": "😎", "heart": "❤️", "thumbsup": "👍", "+1": "👍", "thumbsdown": "👎", "-1": "👎",
    "clap": "👏", "pray": "🙏", "wave": "👋", "muscle": "💪", "eyes": "👀", "raised_hands": "🙌", "handshake": "🤝",
    "tada": "🎉", "rocket": "🚀", "fire": "🔥", "star": "⭐", "sparkles": "✨", "bulb": "💡", "check": "✅",
    "white_check_mark": "✅", "x": "❌", "warning": "⚠️", "question": "❓", "100": "💯", "trophy": "🏆",
    "medal": "🏅", "coffee": "☕", "cake": "🍰", "pizza": "🍕", "beer": "🍺", "apple": "🍎", "bread": "🍞",
    "sun": "☀️", "rain": "🌧️", "snow": "❄️", "bike": "🚲", "train": "🚆", "car": "🚗", "truck": "🚚",
    "plane": "✈️", "factory": "🏭", "gear": "⚙️", "wrench": "🔧", "hammer": "🔨", "toolbox": "🧰", "package": "📦",
    "phone": "📞", "computer": "💻", "email": "📧", "calendar": "📅", "memo": "📝", "chart": "📈", "books": "📚",
    "lock": "🔒", "key": "🔑", "bug": "🐛", "seedling": "🌱", "dog": "🐶", "cat": "🐱", "soccer": "⚽",
    "running": "🏃", "mountain": "⛰️", "camera": "📷", "music": "🎵", "clock": "🕐", "hourglass": "⏳",
    "point_right": "👉", "point_up": "☝️", "ok_hand": "👌", "crossed_fingers": "🤞", "salute": "🫡",
}  # fmt: skip

# Where the standard keeps its pictures, under the headings of the picker; single signs stand between the ranges.
GROUPS: dict[str, tuple[tuple[int, int], ...]] = {
    "faces": ((0x1F600, 0x1F644), (0x1F910, 0x1F917), (0x1F920, 0x1F92F), (0x1F970, 0x1F976), (0x1F978, 0x1F97A)),
    "people": (
        (0x1F446, 0x1F450), (0x1F44B, 0x1F44F), (0x1F590, 0x1F590), (0x1F595, 0x1F596), (0x1F645, 0x1F64F),
        (0x1F918, 0x1F91F), (0x1F930, 0x1F93A), (0x1F440, 0x1F440), (0x1F464, 0x1F478), (0x1F4AA, 0x1F4AA),
        (0x1F9D0, 0x1F9DD), (0x1FAE1, 0x1FAE1),
    ),
    "nature": ((0x1F300, 0x1F320), (0x1F330, 0x1F344), (0x1F400, 0x1F43F), (0x1F980, 0x1F9AD)),
    "food": ((0x1F345, 0x1F37F), (0x1F950, 0x1F96F), (0x1F9C0, 0x1F9CB)),
    "places": ((0x1F3D4, 0x1F3F0), (0x1F680, 0x1F6C5), (0x1F5FB, 0x1F5FF), (0x1F6F4, 0x1F6FC)),
    "things": (
        (0x1F380, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F451, 0x1F463), (0x1F484, 0x1F48E), (0x1F4A1, 0x1F4A3),
        (0x1F4AC, 0x1F4AF), (0x1F4B0, 0x1F4F7), (0x1F4FB, 0x1F4FC), (0x1F50B, 0x1F517), (0x1F525, 0x1F52E),
        (0x1F9E0, 0x1F9FF),
    ),
    "signs": (
        (0x1F493, 0x1F49F), (0x1F5A4, 0x1F5A4), (0x1F90D, 0x1F90F), (0x2705, 0x2705), (0x274C, 0x274C),
        (0x2728, 0x2728), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x1F197, 0x1F19A),
        (0x1F51D, 0x1F51D), (0x1F534, 0x1F535), (0x1F7E0, 0x1F7EB), (0x2B50, 0x2B50), (0x231B, 0x231B),
    ),
}  # fmt: skip


@cache
def offered() -> dict[str, list[tuple[str, str]]]:
    """Return every emoji of the picker with its name, by group; what work needs most comes first."""
    first = {sign: name for name, sign in reversed(EMOJI.items())}
    groups = {"often": list(reversed(first.items()))}
    for group, ranges in GROUPS.items():
        signs = [chr(code) for first, last in ranges for code in range(first, last + 1)]
        groups[group] = [(sign, name) for sign in signs if (name := _name(sign))]
    return groups


def _name(sign: str) -> str:
    words = unicodedata.name(sign, "").lower().replace("-", " ")
    return "_".join(words.split())


def named(name: str) -> str:
    """Return the emoji of a name, or an empty string."""
    return EMOJI.get(name, "") or _by_name().get(name, "")


@cache
def _by_name() -> dict[str, str]:
    return {name: sign for group in offered().values() for sign, name in group}
