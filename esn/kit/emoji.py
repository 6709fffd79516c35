"""The emoji that can be written as :name:, a small set that work needs."""

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
