"""Reads the rooms and their keys from tools/cmake/rooms.txt and finds the files that break the rules of the house."""

import re
from dataclasses import dataclass
from pathlib import Path

LONGEST_FILE = 300  # lines; house.md: usually under 250
SUFFIXES = (".cpp", ".hpp")
PLAIN_HEADER = re.compile(r"[a-z0-9_]+")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)

LIBM = (
    "exp exp2 expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh "
    "erf erfc tgamma lgamma cbrt hypot"
).split()
# What gives other bits, or another order, on another machine or in another run.
SAME_BITS = [
    (re.compile(r"(?<![\w>])(?:std\s*::|(?<!:)::|__builtin_)\s*(" + "|".join(LIBM) + r")[fl]?\s*\("), "libm function"),
    (re.compile(r"\busing\s+(?:std)?::\s*(" + "|".join(LIBM) + r")\s*;"), "libm function"),
    (re.compile(r"\bstd\s*::\s*((?:j?thread|async|mutex|atomic\w*|execution)\b)"), "thread word"),
    (re.compile(r"\b(pthread_\w+|thread_local)\b"), "thread word"),
    (re.compile(r"\bstd\s*::\s*(\w+_distribution|shuffle|random_device)\b"), "unportable randomness"),
    (re.compile(r"\bstd\s*::\s*(reduce|transform_reduce)\b"), "sum in no stated order"),
    (re.compile(r"\b(std\s*::\s*chrono)\b"), "clock"),
]
MACHINE_PATH = re.compile(r"(?<![\w.*~])/(?:home/\w+|root|Users/\w+|work)/\w+")
READ_TEXT = (".cpp", ".hpp", ".md", ".txt", ".cmake", ".py", ".sh", ".yaml", ".json", ".html", ".js", ".mjs", ".in", "")
UNREAD_FOLDERS = (".git", "build", "results", "node_modules", "__pycache__", ".cache")


@dataclass
class Room:
    folder: str
    keys: list
    packages: list
    same_bits: bool


def read_table(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


class House:
    """The rooms below `root`. Tables are those of the root unless another folder is named."""

    def __init__(self, root, tables=None):
        self.root = Path(root)
        tables = Path(tables) if tables else self.root / "tools" / "cmake"
        self.rooms = {}
        for folder, keys, packages, promises in read_table(tables / "rooms.txt"):
            name = folder.split("/")[-1]
            self.rooms[name] = Room(folder, keys.split(), packages.split(), "same-bits" in promises)
        self.packages = [(row[0], row[1].split()) for row in read_table(tables / "packages.txt")]

    def faults(self):
        found = self.table_faults()
        for path in sorted(self.root.glob("engine/*")):
            if path.is_dir() and path.name not in self.rooms and path.name != "decisions":
                found.append(f"engine/{path.name}: not a room of tools/cmake/rooms.txt")
        for name, room in self.rooms.items():
            for path in sorted((self.root / room.folder).glob("**/*")):
                if path.suffix in SUFFIXES:
                    found += self.file_faults(name, path)
        return found

    def table_faults(self):
        """Keys point to rooms further up in the table only, so that no two rooms, and no ring of rooms, see each other."""
        found = []
        above = set()
        for name, room in self.rooms.items():
            for key in room.keys:
                if key not in self.rooms:
                    found.append(f"rooms.txt: {name} holds a key to {key}, which is no room")
                elif name in self.rooms[key].keys:
                    found.append(f"rooms.txt: {name} and {key} hold keys to each other")
                elif key not in above:
                    found.append(f"rooms.txt: {name} holds a key to {key}, which stands below it")
            known = [package for package, _ in self.packages]
            found += [f"rooms.txt: {name} names the unknown package {p}" for p in room.packages if p not in known]
            above.add(name)
        return found

    def file_faults(self, name, path):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(self.root)
        found = []
        for number, line in enumerate(text.splitlines(), start=1):
            match = INCLUDE.match(line)
            if match:
                fault = self.own_fault(name, match[2]) if match[1] == '"' else self.foreign_fault(name, match[2])
                found += [f"{where}:{number}: {fault}"] if fault else []
        if self.rooms[name].same_bits:
            found += [f"{where}:{fault}" for fault in same_bits_faults(name, text)]
        lines = text.count("\n")
        if lines > LONGEST_FILE:
            found.append(f"{where}: {lines} lines; more than {LONGEST_FILE}: look for the second idea hiding in it")
        if path.suffix == ".hpp" and "#pragma once" not in text:
            found.append(f"{where}: no #pragma once")
        return found

    def own_fault(self, name, include):
        parts = include.split("/")
        folder = "/".join(parts[:-1])
        for other, room in self.rooms.items():
            if folder == room.folder or folder.startswith(room.folder + "/"):
                allowed = other == name or other in self.rooms[name].keys
                return None if allowed else f"{name} holds no key to {other} ({include})"
        if not (self.root / include).exists():
            return f'"{include}" is not written from the root of the repository'
        return f"{name} may not include {include}: it lies in no room"

    def foreign_fault(self, name, include):
        for package, prefixes in self.packages:
            for prefix in prefixes:
                if include == prefix or (prefix.endswith("/") and include.startswith(prefix)):
                    allowed = package in self.rooms[name].packages
                    return None if allowed else f"{name} may not include {package} (<{include}>)"
        return None if PLAIN_HEADER.fullmatch(include) else f"<{include}> belongs to no package of packages.txt"


def same_bits_faults(name, text):
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])
    code = COMMENT.sub(blank, text)
    found = []
    for pattern, what in SAME_BITS:
        for match in pattern.finditer(code):
            number = code.count("\n", 0, match.start(1)) + 1
            found.append((number, f"{number}: {what} {match[1]} in {name}, which promises the same bits"))
    return [fault for _, fault in sorted(found)]


def machine_paths(root):
    """Places in the sources that name a folder of somebody's machine."""
    root = Path(root)
    found = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(part in UNREAD_FOLDERS for part in parts) or not path.is_file() or path.suffix not in READ_TEXT:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            match = MACHINE_PATH.search(line)
            if match:
                found.append(f"{'/'.join(parts)}:{number}: names a path of one machine: {match[0]}")
    return found
