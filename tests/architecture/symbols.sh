#!/usr/bin/env bash
# symbols.sh NM OFFENDER ARCHIVE...: no archive may call a transcendental function of libm or a thread; OFFENDER must be seen to.
#
# Calls of ::exp and the like can hide in templates of other libraries; the symbol table shows them all. sqrt, floor, ceil, fabs,
# fmod and ldexp are exact and therefore allowed.
set -euo pipefail

nm=$1
offender=$2
shift 2

names='exp|exp2|exp10|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sincos|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh'
names="($names|erf|erfc|tgamma|lgamma|cbrt|hypot)(f|l)?(_r)?"
forbidden() { "$nm" --undefined-only --format=posix "$1" | grep -oE "^(_ZSt[0-9]+)?$names U|^(pthread_(create|mutex_lock)|_ZNSt6thread[^ ]*) U" | sort -u; }

if [[ $(forbidden "$offender") != $'exp U\npow U' ]]; then
    echo "the check is blind: it does not see exp and pow in $offender"
    exit 1
fi
status=0
for archive in "$@"; do
    if found=$(forbidden "$archive"); then
        echo "$(basename "$archive") calls, against the promise of the same bits:" $found
        status=1
    else
        echo "$(basename "$archive") keeps the promise of the same bits"
    fi
done
exit $status
