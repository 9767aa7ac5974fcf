# What a test file becomes:
#
#   tests/unit/<room>/<file>_test.cpp   part of clientele_test_<room>, which links that room; ctest unit.<room>
#   tests/<folder>/<file>_test.cpp      part of clientele_test_<folder>, which links every room; ctest <folder>
#   tests/<folder>/<file>_test.py|.sh   ctest <folder>.<file>; CLIENTELE names the program, the working folder is the root
#
# Catch tags in a file: [long] runs as a ctest of its own, labelled long; [threads] also runs under the thread sanitizer.

find_package(Python3 COMPONENTS Interpreter REQUIRED)

# The main of every test program, and the one place where Catch's header is compiled.
add_library(clientele_catch OBJECT support/catch_main.cpp support/catch_header.cpp)
target_link_libraries(clientele_catch PUBLIC clientele_flags Catch2::Catch2)
if(TARGET Catch2::Catch2WithMain)
    target_link_libraries(clientele_catch PUBLIC Catch2::Catch2WithMain)
endif()
# Tests need no -O3; the last -O counts.
target_compile_options(clientele_catch PUBLIC -O1)
set_source_files_properties(support/catch_main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
target_precompile_headers(clientele_catch PRIVATE "${PROJECT_SOURCE_DIR}/tests/support/catch.hpp")

# Every room that exists as more than a line in the table.
function(clientele_all_rooms out)
    get_property(rooms GLOBAL PROPERTY CLIENTELE_ROOMS)
    list(TRANSFORM rooms PREPEND clientele_)
    set(${out} ${rooms} PARENT_SCOPE)
endfunction()

# One ctest entry for the quick cases of a program and one for those tagged [long], labelled so.
function(clientele_register name program)
    cmake_parse_arguments(TEST "" "" "LABELS;SOURCES" ${ARGN})
    set(tags "")
    foreach(source IN LISTS TEST_SOURCES)
        file(STRINGS "${source}" cases REGEX "TEST_CASE.*\\[[a-z]+\\]|^ *\"\\[")
        string(REGEX MATCHALL "\\[(long|threads)\\]" found "${cases}")
        list(APPEND tags ${found})
    endforeach()
    set(common WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${program} "~[long]" ${common})
    set(names ${name})
    if("[long]" IN_LIST tags)
        add_test(NAME ${name}.long COMMAND ${program} "[long]" ${common})
        list(APPEND names ${name}.long)
        set_tests_properties(${name}.long PROPERTIES LABELS "${TEST_LABELS};long" TIMEOUT 900)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT 300)
    if("[threads]" IN_LIST tags)
        add_test(NAME ${name}.threads COMMAND ${program} "[threads]~[long]" ${common})
        list(APPEND names ${name}.threads)
        set_tests_properties(${name}.threads PROPERTIES LABELS threads TIMEOUT 600)
        set_property(GLOBAL APPEND PROPERTY CLIENTELE_THREAD_TESTS ${program})
    endif()
    set_tests_properties(${names} PROPERTIES ENVIRONMENT "${CLIENTELE_TEST_ENVIRONMENT}")
endfunction()

function(clientele_test_program program)
    cmake_parse_arguments(TEST "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${program} ${TEST_SOURCES})
    target_link_libraries(${program} PRIVATE clientele_catch ${TEST_LINKS})
    target_precompile_headers(${program} REUSE_FROM clientele_catch)
endfunction()

set(CLIENTELE_TEST_ENVIRONMENT
    "CLIENTELE=${PROJECT_BINARY_DIR}/clientele"
    "CLIENTELE_SOURCE=${PROJECT_SOURCE_DIR}"
    "PYTHONDONTWRITEBYTECODE=1"
    "UBSAN_OPTIONS=print_stacktrace=1"
    "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tools/dev/tsan.suppressions")

# tests/unit/<room>: one program a room; it sees what the room sees, and random, Boost.Math, Random123 and libm as oracles.
function(clientele_unit_tests)
    get_property(rooms GLOBAL PROPERTY CLIENTELE_ROOMS)
    foreach(room IN LISTS rooms)
        file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/unit/${room}/*_test.cpp")
        if(sources)
            clientele_test_program(clientele_test_${room} SOURCES ${sources} LINKS clientele_${room} clientele_random Boost::headers)
            clientele_register(unit.${room} clientele_test_${room} LABELS unit SOURCES ${sources})
        endif()
    endforeach()
endfunction()

# tests/<folder>: one program that may use every room.
function(clientele_test_folder folder)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*_test.cpp")
    if(sources)
        clientele_all_rooms(rooms)
        clientele_test_program(clientele_test_${folder} SOURCES ${sources} LINKS ${rooms})
        clientele_register(${folder} clientele_test_${folder} LABELS ${folder} SOURCES ${sources})
    endif()
endfunction()

# Scripts of any test folder.
function(clientele_script_tests)
    file(GLOB scripts CONFIGURE_DEPENDS
        "${PROJECT_SOURCE_DIR}/tests/*/*_test.py" "${PROJECT_SOURCE_DIR}/tests/*/*_test.sh")
    foreach(script IN LISTS scripts)
        get_filename_component(file "${script}" NAME_WE)
        get_filename_component(folder "${script}" DIRECTORY)
        get_filename_component(folder "${folder}" NAME)
        string(REGEX REPLACE "_test$" "" file "${file}")
        if(script MATCHES "py$")
            set(interpreter "${Python3_EXECUTABLE}")
        else()
            set(interpreter bash)
        endif()
        add_test(NAME ${folder}.${file} COMMAND ${interpreter} "${script}" WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        # 77 is the usual way for a script to say: skipped, something it needs is absent.
        set_tests_properties(${folder}.${file} PROPERTIES
            LABELS ${folder} TIMEOUT 300 SKIP_RETURN_CODE 77 ENVIRONMENT "${CLIENTELE_TEST_ENVIRONMENT}")
    endforeach()
endfunction()
