# Build type, compiler flags, sanitizers, ccache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()

option(CLIENTELE_WERROR "Warnings are errors" OFF)
option(CLIENTELE_UNITY "Compile the files of a room together (quick from scratch)" ON)
option(CLIENTELE_OUTER_TESTS "Register the tests that make further builds or read the sources: sanitizers, same bits, tidy" ON)
set(CLIENTELE_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined or thread")

# The same bits everywhere: never -ffast-math, never -march=native.
# -ffp-contract=off         a*b+c stays two rounded operations on every CPU
# -fno-math-errno           sqrt is an instruction; changes no value
# -fno-trapping-math        floor and selections vectorise; changes no value, as nobody reads the exception flags
set(CLIENTELE_ARITHMETIC -ffp-contract=off -fno-math-errno -fno-trapping-math)
set(CLIENTELE_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    list(APPEND CLIENTELE_WARNINGS -Wno-restrict)  # false alarms on std::string, GCC bug 105651
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -g0 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")

add_library(clientele_flags INTERFACE)
target_compile_options(clientele_flags INTERFACE ${CLIENTELE_ARITHMETIC} ${CLIENTELE_WARNINGS})
# Messages that name a source file name it from the root, wherever the checkout is.
target_compile_options(clientele_flags INTERFACE "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
target_include_directories(clientele_flags INTERFACE "${PROJECT_SOURCE_DIR}")
if(CLIENTELE_WERROR)
    target_compile_options(clientele_flags INTERFACE -Werror)
endif()
if(CLIENTELE_SANITIZE)
    target_compile_options(clientele_flags INTERFACE
        -fsanitize=${CLIENTELE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(clientele_flags INTERFACE -fsanitize=${CLIENTELE_SANITIZE})
endif()
if(CLIENTELE_SANITIZE MATCHES "thread")
    # Functions compiled for several CPUs (target_clones) are chosen before the thread sanitizer is awake: it crashes.
    target_compile_definitions(clientele_flags INTERFACE CLIENTELE_NO_CLONES)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "the thread sanitizer needs clang: only there can oneTBB's templates be left out")
    endif()
    target_compile_options(clientele_flags INTERFACE
        "-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tools/dev/tsan.ignore")
endif()

find_program(CLIENTELE_CCACHE ccache)
if(CLIENTELE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CLIENTELE_CCACHE}")
endif()
