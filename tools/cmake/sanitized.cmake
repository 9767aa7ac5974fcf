# Configures PRESET in BUILD, builds TARGETS, runs the tests labelled LABEL. Called by the tests sanitizer.*.

function(run)
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${SOURCE}" RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "failed: ${ARGN}")
    endif()
endfunction()

get_filename_component(bin "${CMAKE_COMMAND}" DIRECTORY)
run("${CMAKE_COMMAND}" --preset "${PRESET}" -B "${BUILD}")
run("${CMAKE_COMMAND}" --build "${BUILD}" --target ${TARGETS})
run("${bin}/ctest" --test-dir "${BUILD}" --label-regex "^${LABEL}$" --no-tests=error --output-on-failure)
