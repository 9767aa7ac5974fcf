# Puts the commit of SOURCE into DRAFT, giving OUTPUT; "+" marks uncommitted changes to tracked files.

set(commit "unknown")
find_program(git git)
if(git)
    execute_process(COMMAND "${git}" -C "${SOURCE}" rev-parse --short=12 HEAD
        OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
        set(commit "${head}")
        execute_process(COMMAND "${git}" -C "${SOURCE}" status --porcelain --untracked-files=no
            OUTPUT_VARIABLE changes ERROR_QUIET)
        if(changes)
            string(APPEND commit "+")
        endif()
    endif()
endif()

file(READ "${DRAFT}" text)
string(REPLACE "%COMMIT%" "${commit}" text "${text}")
set(old "")
if(EXISTS "${OUTPUT}")
    file(READ "${OUTPUT}" old)
endif()
if(NOT text STREQUAL old)
    file(WRITE "${OUTPUT}" "${text}")
endif()
