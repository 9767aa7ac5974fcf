#pragma once

/// Catch2 version 2 (Debian 12) and version 3 under one include.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using namespace Catch;
#else
#include <catch2/catch.hpp>
#endif
