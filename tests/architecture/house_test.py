"""The house keeps its rules, and the check of the rules sees every way of breaking them."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

from house import House, machine_paths

ROOT = Path(os.environ.get("CLIENTELE_SOURCE", Path(__file__).resolve().parents[2]))
TABLES = ROOT / "tools" / "cmake"


def faults_of(files, tables=TABLES):
    """Faults of a house made of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return House(folder, tables).faults()


def table_faults(rooms):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rooms.txt").write_text(rooms, encoding="utf-8")
        (Path(folder) / "packages.txt").write_text("fmt | fmt/ | |\n", encoding="utf-8")
        return House(folder, folder).table_faults()


class TheHouse(unittest.TestCase):
    def test_keeps_its_rules(self):
        self.assertEqual(House(ROOT).faults(), [])

    def test_names_no_machine(self):
        self.assertEqual(machine_paths(ROOT), [])


class TheCheck(unittest.TestCase):
    def expect(self, room_file, text, fault):
        self.assertEqual(faults_of({room_file: text}), [f"{room_file}:{fault}"] if fault else [])

    def test_lets_a_room_use_its_keys_and_its_package(self):
        self.expect("engine/scenario/a.cpp", '#include "engine/base/fault.hpp"\n#include <boost/graph/adjacency_list.hpp>\n', None)
        self.expect("engine/model/a.cpp", '#include "engine/model/b.hpp"\n#include <vector>\n#include <fmt/core.h>\n', None)
        self.expect("tools/clientele/a.cpp", '#include "reports/json.hpp"\n#include <CLI/CLI.hpp>\n', None)

    def test_sees_a_room_without_a_key(self):
        self.expect("engine/base/a.cpp", '\n#include "engine/model/b.hpp"\n', "2: base holds no key to model (engine/model/b.hpp)")
        self.expect("engine/comparison/a.cpp", '#  include "engine/model/b.hpp"\n',
                    "1: comparison holds no key to model (engine/model/b.hpp)")
        self.expect("reports/a.cpp", '#include "engine/replication/b.hpp"\n',
                    "1: reports holds no key to replication (engine/replication/b.hpp)")
        self.expect("engine/experiment/a.cpp", '#include "reports/b.hpp"\n', "1: experiment holds no key to reports (reports/b.hpp)")
        self.expect("engine/model/deep/a.cpp", '#include "engine/reading/b.hpp"\n',
                    "1: model holds no key to reading (engine/reading/b.hpp)")

    def test_sees_a_foreign_package_outside_its_room(self):
        for room, header, package in (
            ("model", "boost/math/distributions/normal.hpp", "boost-math"),
            ("behaviour", "boost/random/mersenne_twister.hpp", "boost-random"),
            ("statistics", "boost/graph/adjacency_list.hpp", "boost-graph"),
            ("scenario", "yaml-cpp/yaml.h", "yaml"),
            ("comparison", "tbb/parallel_for.h", "tbb"),
            ("replication", "oneapi/tbb.h", "tbb"),
            ("experiment", "nlohmann/json.hpp", "json"),
            ("reading", "CLI/CLI.hpp", "cli"),
            ("statistics", "nlopt.hpp", "nlopt"),
            ("experiment", "sqlite3.h", "sqlite"),
            ("ledger", "xlsxwriter.h", "xlsx"),
            ("replication", "thread", "threads"),
            ("model", "atomic", "threads"),
            ("comparison", "unistd.h", "posix"),
        ):
            self.expect(f"engine/{room}/a.cpp", f"#include <{header}>\n", f"1: {room} may not include {package} (<{header}>)")

    def test_sees_a_package_nobody_knows(self):
        self.expect("engine/base/a.cpp", "#include <boost/spirit.hpp>\n", "1: <boost/spirit.hpp> belongs to no package of packages.txt")

    def test_sees_an_include_that_is_no_address(self):
        self.expect("engine/base/a.cpp", '#include "fault.hpp"\n', '1: "fault.hpp" is not written from the root of the repository')
        self.expect("engine/base/a.cpp", '#include "../model/b.hpp"\n',
                    '1: "../model/b.hpp" is not written from the root of the repository')

    def test_sees_what_gives_other_bits(self):
        promise = "which promises the same bits"
        for line, what in (
            ("double a = std::exp(x);", "libm function exp"),
            ("double a = ::pow(x, y);", "libm function pow"),
            ("double a = std::log1p (x);", "libm function log1p"),
            ("float a = std::sinf(x);", "libm function sin"),
            ("using std::log;", "libm function log"),
            ("double a = __builtin_exp(x);", "libm function exp"),
            ("std::thread t;", "thread word thread"),
            ("std::atomic<int> n;", "thread word atomic"),
            ("static thread_local int n;", "thread word thread_local"),
            ("std::normal_distribution<> d;", "unportable randomness normal_distribution"),
            ("std::random_device d;", "unportable randomness random_device"),
            ("return std::reduce(a, b);", "sum in no stated order reduce"),
            ("auto t = std::chrono::steady_clock::now();", "clock std::chrono"),
        ):
            self.expect("engine/behaviour/a.cpp", f"// first\n{line}\n", f"2: {what} in behaviour, {promise}")

    def test_lets_the_exact_functions_the_own_ones_and_comments_be(self):
        text = (
            "double a = std::sqrt(std::fabs(x)) + std::floor(y) + random::exp(z) + (std::isfinite(x) ? 1 : 0);\n"
            '// std::exp(x)\n/* std::thread\n std::pow(x, y) */ const char* text = "std::log(x)";\n'
        )
        self.expect("engine/behaviour/a.cpp", text, None)
        self.expect("engine/comparison/a.cpp", "double a = std::exp(x);\n", None)

    def test_sees_a_long_file_and_a_header_without_its_guard(self):
        self.expect("engine/base/a.cpp", "\n" * 301, " 301 lines; more than 300: look for the second idea hiding in it")
        self.expect("engine/base/a.hpp", "\n", " no #pragma once")

    def test_sees_a_folder_that_is_no_room(self):
        self.assertEqual(faults_of({"engine/attic/a.cpp": ""}), ["engine/attic: not a room of tools/cmake/rooms.txt"])

    def test_sees_keys_that_point_up_or_at_each_other(self):
        self.assertEqual(table_faults("engine/a | | fmt |\nengine/b | a | fmt | same-bits\n"), [])
        both = table_faults("engine/a | b | |\nengine/b | a | |\n")
        self.assertIn("rooms.txt: a and b hold keys to each other", both)
        ring = table_faults("engine/a | c | |\nengine/b | a | |\nengine/c | b | |\n")
        self.assertEqual(ring, ["rooms.txt: a holds a key to c, which stands below it"])
        self.assertEqual(table_faults("engine/a | x | boost |\n"),
                         ["rooms.txt: a holds a key to x, which is no room", "rooms.txt: a names the unknown package boost"])

    def test_sees_a_path_of_one_machine(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {"a.md": "see /" + "home/jane/notes\n", "b.yaml": "file: /" + "root/data.csv\n",
                               "c.md": "~/root/x and results/root/x and https://example.org/root/x\n"}.items():
                (Path(folder) / name).write_text(text, encoding="utf-8")
            self.assertEqual([fault.split(" ")[0] for fault in machine_paths(folder)], ["a.md:1:", "b.yaml:1:"])


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main()
