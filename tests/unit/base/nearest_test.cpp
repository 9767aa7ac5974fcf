#include "engine/base/nearest.hpp"

#include <vector>

#include "tests/support/catch.hpp"

using clientele::base::edit_distance;
using clientele::base::nearest;

namespace {

const std::vector<std::string> keys{"hunters", "farmers", "key_accounts", "seats", "span", "cost"};

}  // namespace

TEST_CASE("one slip of each kind costs one") {
    CHECK(edit_distance("hunters", "hunters") == 0);
    CHECK(edit_distance("hunterz", "hunters") == 1);
    CHECK(edit_distance("hunter", "hunters") == 1);
    CHECK(edit_distance("huunters", "hunters") == 1);
    CHECK(edit_distance("hutners", "hunters") == 1);
    CHECK(edit_distance("HUNTERS", "hunters") == 0);
}

TEST_CASE("the distance from nothing is the length, and it is the same both ways") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "span") == 4);
    CHECK(edit_distance("span", "") == 4);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("sitting", "kitten") == 3);
    CHECK(edit_distance("ca", "abc") == 3);  // optimal string alignment; the unrestricted distance is 2
}

TEST_CASE("a misspelt word finds the word that was meant") {
    CHECK(nearest("hunterz", keys) == "hunters");
    CHECK(nearest("Farmer", keys) == "farmers");
    CHECK(nearest("saets", keys) == "seats");
    CHECK(nearest("key-acounts", keys) == "key_accounts");
    CHECK(nearest("Key Accounts", keys) == "key_accounts");
}

TEST_CASE("the beginning of a word finds it") {
    CHECK(nearest("key", keys) == "key_accounts");
    CHECK(nearest("hunt", keys) == "hunters");
    CHECK(nearest("hu", keys) == std::nullopt);
}

TEST_CASE("a word that is like none finds none") {
    CHECK(nearest("banana", keys) == std::nullopt);
    CHECK(nearest("", keys) == std::nullopt);
    CHECK(nearest("x", std::vector<std::string>{"y"}) == std::nullopt);
    CHECK(nearest("span", std::vector<std::string>{}) == std::nullopt);
    CHECK(nearest(std::string(100000, 'a'), keys) == std::nullopt);
}

TEST_CASE("among several the nearest wins, among equals the first") {
    CHECK(nearest("costs", std::vector<std::string>{"posts", "cost"}) == "posts");
    CHECK(nearest("costs", std::vector<std::string>{"cost", "posts"}) == "cost");
    CHECK(nearest("seatz", std::vector<std::string>{"scale", "seats"}) == "seats");
}
