#!/usr/bin/env bash
# same_bits.sh FOLDER SOURCE...: builds one program from the sources in several ways and compares what the programs print.
#
# The sources are the rooms that promise the same bits and digest_main.cpp, which prints a digest of results.
#   gcc-O3       as the release build; functions compiled for several CPUs choose the variant of this CPU
#   gcc-O0       nothing inlined, nothing vectorised
#   gcc-base     -O3 for the oldest x86-64 only (CLIENTELE_NO_CLONES): what a CPU without AVX would run
#   clang-O3     another compiler
#   gcc-fused    a build that breaks the rules (-ffp-contract=fast, where the CPU has FMA): the digest must show it
#   gcc-O3 again with glibc told that the CPU has neither AVX2 nor FMA. That switches the variants of libm, which the rooms must not call;
#   it does not reach target_clones, which ask the CPU themselves: gcc-base covers those.
set -euo pipefail

folder=$1
shift
mkdir -p "$folder"
launcher=$(command -v ccache || true)
common=(-std=c++20 -I. -ffp-contract=off -fno-math-errno -fno-trapping-math -w "-ffile-prefix-map=$PWD/=")

declare -A compiler=([gcc-O3]=g++ [gcc-O0]=g++ [gcc-base]=g++ [clang-O3]=clang++ [gcc-fused]=g++)
declare -A flags=([gcc-O3]="-O3" [gcc-O0]="-O0" [gcc-base]="-O3 -DCLIENTELE_NO_CLONES" [clang-O3]="-O3"
    [gcc-fused]="-O2 -DCLIENTELE_NO_CLONES -mfma -mavx2 -ffp-contract=fast")
order=(gcc-O3 gcc-O0 gcc-base clang-O3)
grep -qw fma /proc/cpuinfo && order+=(gcc-fused)

commands() {
    local way source
    for way in "${order[@]}"; do
        for source in "$@"; do
            echo "$launcher ${compiler[$way]} ${common[*]} ${flags[$way]} -c $source -o $folder/$way.$(basename "$source" .cpp).o"
        done
    done
}
for way in "${order[@]}"; do
    if ! command -v "${compiler[$way]}" >/dev/null; then
        echo "${compiler[$way]} is missing; run tools/setup"
        exit 1
    fi
done
commands "$@" | xargs -P "$(nproc)" -d '\n' -n 1 bash -c '$0 || exit 255'

status=0
expected=""
compare() {
    local name=$1 printed=$2
    if [[ -z $printed ]]; then
        echo "$name: printed nothing"
        status=1
    elif [[ -z $expected ]]; then
        expected=$printed
        printf '%s:\n%s\n' "$name" "$printed"
    elif [[ $printed == "$expected" ]]; then
        echo "$name: the same"
    else
        printf '%s: DIFFERENT\n%s\n' "$name" "$(diff <(echo "$expected") <(echo "$printed") || true)"
        status=1
    fi
}
for way in "${order[@]}"; do
    objects=()
    for source in "$@"; do objects+=("$folder/$way.$(basename "$source" .cpp).o"); done
    "${compiler[$way]}" "${objects[@]}" -lfmt -o "$folder/$way"
    printed=$("$folder/$way")
    if [[ $way != gcc-fused ]]; then
        compare "$way" "$printed"
    elif [[ $printed == "$expected" ]]; then
        echo "$way: the same, so the digest would not notice other bits; it has to take in unrounded results"
        status=1
    else
        echo "$way: different, as it should be"
    fi
done
compare "gcc-O3 without AVX2 and FMA in glibc" \
    "$(GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4 "$folder/gcc-O3")"
exit $status
