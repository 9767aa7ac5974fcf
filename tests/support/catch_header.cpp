// Owner of the precompiled header: CMake makes one only for a target with a source that uses it.
#include "tests/support/catch.hpp"
