# The version of the program, the commit, the compiler and the libraries, as engine/base/version.hpp tells them.
#
# The commit is looked up at every build (a commit does not make CMake run again); the file is rewritten only on a change.
# Works without git and outside a repository: the commit is then "unknown".
function(clientele_version target)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY" OR NOT EXISTS "${PROJECT_SOURCE_DIR}/engine/base/version.hpp")
        return()
    endif()
    set(output "${PROJECT_BINARY_DIR}/generated/version.cpp")
    set(libraries "")
    foreach(pair "Boost ${Boost_VERSION}" "oneTBB ${TBB_VERSION}" "yaml-cpp ${yaml-cpp_VERSION}" "fmt ${fmt_VERSION}"
                 "nlohmann-json ${nlohmann_json_VERSION}" "CLI11 ${CLI11_VERSION}")
        string(REGEX MATCH "^([^ ]+) (.*)$" _ "${pair}")
        string(APPEND libraries "    Library{\"${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_2}\"},\n")
    endforeach()
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    string(JOIN " " flags ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${CLIENTELE_ARITHMETIC})
    if(CLIENTELE_SANITIZE)
        string(APPEND flags " -fsanitize=${CLIENTELE_SANITIZE}")
    endif()
    set(compiler "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
    set(draft "${PROJECT_BINARY_DIR}/generated/version.cpp.in")
    configure_file("${PROJECT_SOURCE_DIR}/tools/cmake/version.cpp.in" "${draft}" @ONLY)

    add_custom_target(clientele_commit
        COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DDRAFT=${draft}" "-DOUTPUT=${output}"
                -P "${PROJECT_SOURCE_DIR}/tools/cmake/version_commit.cmake"
        BYPRODUCTS "${output}"
        COMMENT "Looking up the commit"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
    set_source_files_properties("${output}" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON GENERATED ON)
    add_dependencies(${target} clientele_commit)
endfunction()
