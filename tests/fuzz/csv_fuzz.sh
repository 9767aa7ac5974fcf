#!/usr/bin/env bash
# csv_fuzz.sh FOLDER [SECONDS]: builds the fuzz target of the CSV readers with clang's sanitizers and lets it run. What it finds is left
# in FOLDER as crash-*. Begins with the dialects below; run it for longer by hand.
set -euo pipefail

folder=$1
seconds=${2:-10}
mkdir -p "$folder/seeds" "$folder/found"
launcher=$(command -v ccache || true)
flags=(-std=c++20 -I. -DCLIENTELE_FUZZING -O1 -g1 -w -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
sources=(tests/fuzz/csv_fuzz.cpp engine/base/*.cpp engine/scenario/quantity.cpp engine/scenario/elementary.cpp engine/reading/cell_number.cpp
    engine/reading/context.cpp engine/reading/csv.cpp engine/reading/encoding.cpp engine/reading/sources.cpp)
for source in engine/reading/ledger*.cpp; do
    [[ $source == */ledger_rates.cpp ]] || sources+=("$source")
done
printf '#include "%s"\n' "${sources[@]}" >"$folder/target.cpp"
$launcher clang++ "${flags[@]}" -c "$folder/target.cpp" -o "$folder/target.o"
clang++ -fsanitize=fuzzer,address,undefined "$folder/target.o" -lfmt -o "$folder/csv_fuzz"

# The first byte says how the ledger is read; see csv_fuzz.cpp.
printf '0client,date,amount\nNord,2024-01-15,1234.50\n"Sued, Ltd",2024-01-16,-100\n' >"$folder/seeds/plain"
printf '0\357\273\277Client;Date;Amount;Manager\r\na;15.01.2024;1 234,50;x\r\n\r\nTotal;;1 234,50;\r\n' >"$folder/seeds/bom"
printf '8client\tdate\tamount\na\t3/7/2024\t(12)\nb\tsoon\t5-\n' >"$folder/seeds/tab"
printf '1sep=;\nclient;date;amount\na;03/04/2024;1.234,5\n' >"$folder/seeds/excel"
printf '0client,date,amount\na,2024-01-01,5\n' | iconv -f UTF-8 -t UTF-16LE >"$folder/seeds/utf16"
"$folder/csv_fuzz" -max_total_time="$seconds" -max_len=4096 -timeout=10 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$folder/" "$folder/found" "$folder/seeds"
