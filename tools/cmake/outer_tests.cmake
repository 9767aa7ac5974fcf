# Tests about the sources and the builds themselves: format, tidy, symbols, the same bits, sanitizers.
# Registered in the release build only, so that one ctest covers everything.

get_property(rooms GLOBAL PROPERTY CLIENTELE_ROOMS)
get_property(same_bits_rooms GLOBAL PROPERTY CLIENTELE_SAME_BITS_ROOMS)
find_program(CLIENTELE_CLANG_FORMAT clang-format REQUIRED)
find_program(CLIENTELE_CLANG_TIDY clang-tidy REQUIRED)

add_test(NAME format COMMAND bash "${PROJECT_SOURCE_DIR}/tools/dev/format" --check)
set_tests_properties(format PROPERTIES LABELS style)

# One file a room that includes all its sources: what clang-tidy reads and what the same-bits builds compile.
set(whole "${PROJECT_BINARY_DIR}/whole")
foreach(room IN LISTS rooms)
    get_property(sources GLOBAL PROPERTY CLIENTELE_SOURCES_${room})
    if(NOT sources)
        continue()
    endif()
    if(room STREQUAL "clientele" AND EXISTS "${PROJECT_SOURCE_DIR}/tools/clientele/main.cpp")
        list(APPEND sources "${PROJECT_SOURCE_DIR}/tools/clientele/main.cpp")
    endif()
    set(text "")
    foreach(source IN LISTS sources)
        string(APPEND text "#include \"${source}\"\n")
    endforeach()
    file(CONFIGURE OUTPUT "${whole}/${room}.cpp" CONTENT "${text}" @ONLY)

    add_test(NAME tidy.${room}
        COMMAND "${CLIENTELE_CLANG_TIDY}" --quiet "--config-file=${PROJECT_SOURCE_DIR}/.clang-tidy" "${whole}/${room}.cpp"
                -- -std=c++20 "-I${PROJECT_SOURCE_DIR}")
    set_tests_properties(tidy.${room} PROPERTIES LABELS tidy TIMEOUT 180)
endforeach()

# The libraries of the rooms that promise the same bits call no transcendental function of libm and no thread; a file that does
# call them is reported.
set(archives "")
foreach(room IN LISTS same_bits_rooms)
    get_target_property(type clientele_${room} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
        list(APPEND archives "$<TARGET_FILE:clientele_${room}>")
    endif()
endforeach()
add_library(clientele_libm_user OBJECT "${PROJECT_SOURCE_DIR}/tests/architecture/libm_user.cpp")
add_test(NAME architecture.symbols
    COMMAND bash "${PROJECT_SOURCE_DIR}/tests/architecture/symbols.sh" "${CMAKE_NM}"
            "$<TARGET_OBJECTS:clientele_libm_user>" ${archives})
set_tests_properties(architecture.symbols PROPERTIES LABELS architecture)

# The same bits from other compilers, flags and CPUs: see tests/regression/same_bits.sh.
if(EXISTS "${PROJECT_SOURCE_DIR}/tests/regression/digest_main.cpp")
    set(files "")
    foreach(room IN LISTS same_bits_rooms)
        if(EXISTS "${whole}/${room}.cpp")
            list(APPEND files "${whole}/${room}.cpp")
        endif()
    endforeach()
    add_test(NAME regression.same_bits
        COMMAND bash "${PROJECT_SOURCE_DIR}/tests/regression/same_bits.sh" "${PROJECT_BINARY_DIR}/same_bits"
                "${PROJECT_SOURCE_DIR}/tests/regression/digest_main.cpp" "${PROJECT_BINARY_DIR}/generated/version.cpp" ${files}
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(regression.same_bits PROPERTIES LABELS "regression;long" PROCESSORS 2 TIMEOUT 900)
endif()

# clientele_sanitized(preset label targets...): builds the targets with the preset's sanitizer, runs the tests of that label.
function(clientele_sanitized preset label)
    add_test(NAME sanitizer.${preset}
        COMMAND "${CMAKE_COMMAND}" "-DPRESET=${preset}" "-DLABEL=${label}" "-DTARGETS=${ARGN}"
                "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DBUILD=${PROJECT_BINARY_DIR}/${preset}"
                -P "${PROJECT_SOURCE_DIR}/tools/cmake/sanitized.cmake")
    set_tests_properties(sanitizer.${preset} PROPERTIES LABELS "sanitizer;long" PROCESSORS 2 TIMEOUT 1200)
endfunction()

# The readers of CSV under a fuzzer for a few seconds: see tests/fuzz/csv_fuzz.sh.
add_test(NAME fuzz.csv
    COMMAND bash "${PROJECT_SOURCE_DIR}/tests/fuzz/csv_fuzz.sh" "${PROJECT_BINARY_DIR}/fuzz" 10
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
set_tests_properties(fuzz.csv PROPERTIES LABELS "fuzz;long" TIMEOUT 600)

set(invalid_targets "")
foreach(target IN ITEMS clientele_program clientele_test_invalid)
    if(TARGET ${target})
        list(APPEND invalid_targets ${target})
    endif()
endforeach()
file(GLOB invalid CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/invalid/*_test.*")
if(invalid)
    clientele_sanitized(asan invalid ${invalid_targets})
endif()
get_property(thread_tests GLOBAL PROPERTY CLIENTELE_THREAD_TESTS)
if(thread_tests)
    clientele_sanitized(tsan threads ${thread_tests})
endif()
