"""The same small ledger in every dialect: delimiters, encodings, numbers, dates, headers. Exact results or exact faults."""

import sys
import unittest

sys.dont_write_bytecode = True
from support import Ledgers, clientele  # noqa: E402

# Three clients, four orders, 1234.50 + 100 + 20.25 + 7 = 1361.75
PLAIN = """client,date,amount
Nord,2024-01-15,1234.50
Sued,2024-01-16,100
Nord,2024-02-20,20.25
Ost,2024-03-01,7
"""
RUSSIAN = """Контрагент;Дата документа;Сумма, руб.;Менеджер
ООО Ромашка;15.01.2024;1 234,50;Иванов
Василёк;16.01.2024;100,00;Петров
ООО Ромашка;20.02.2024;20,25;Иванов
Лютик;01.03.2024;7,00;Петров
"""
ALL = {"clients": 3, "orders": 4, "revenue": 1361.75}
MAP = ("--map", "client=who,date=when,amount=much")


class Delimiters(Ledgers):
    def test_comma(self):
        self.expect(PLAIN, **ALL, understood={"delimiter": "comma", "encoding": "UTF-8"})

    def test_semicolon(self):
        self.expect(PLAIN.replace(",", ";"), **ALL, understood={"delimiter": "semicolon"})

    def test_tab(self):
        self.expect(PLAIN.replace(",", "\t"), **ALL, understood={"delimiter": "tab"})

    def test_bar(self):
        self.expect(PLAIN.replace(",", "|"), **ALL, understood={"delimiter": "bar"})

    def test_semicolon_with_decimal_comma(self):
        self.expect(PLAIN.replace(",", ";").replace(".", ","), **ALL, understood={"delimiter": "semicolon", "decimal": "comma"})

    def test_carriage_returns(self):
        self.expect(PLAIN.replace("\n", "\r\n"), **ALL)
        self.expect(PLAIN.replace("\n", "\r"), **ALL)

    def test_no_line_end_at_the_end(self):
        self.expect(PLAIN.rstrip("\n"), **ALL)

    def test_quotes_and_line_breaks_in_cells(self):
        text = 'client,date,amount,note\n"Nord, Ltd",2024-01-15,"1,234.50","two\nlines"\n"Nord, Ltd",2024-02-20,20.25,"say ""yes"""\n'
        result = self.expect(text, clients=1, orders=2, revenue=1254.75)
        self.assertEqual(result["candidates"]["by_revenue"], [])

    def test_blanks_around_cells(self):
        self.expect(PLAIN.replace(",", " , "), **ALL)

    def test_given_delimiter(self):
        self.expect(PLAIN, "--delimiter", "comma", **ALL)

    def test_excel_names_its_separator(self):
        self.expect("sep=;\n" + PLAIN.replace(",", ";"), **ALL, rules={"before-header": (1, 0)})


class Encodings(Ledgers):
    def test_utf8_with_mark(self):
        self.expect(PLAIN, **ALL, encoding="utf-8-sig", understood={"encoding": "UTF-8"})

    def test_utf16(self):
        self.expect(PLAIN, **ALL, encoding="utf-16", understood={"encoding": "UTF-16LE"})

    def test_utf16_big_endian_with_mark(self):
        self.expect(b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), **ALL, understood={"encoding": "UTF-16BE"})

    def test_utf16_without_mark(self):
        self.expect(PLAIN, **ALL, encoding="utf-16-le", understood={"encoding": "UTF-16LE"})

    def test_cp1251(self):
        result = self.expect(RUSSIAN, **ALL, encoding="cp1251", understood={"encoding": "cp1251", "rep": "Менеджер"})
        self.assertEqual(result["salespeople_active"], ["Иванов", "Петров"])

    def test_cp1252(self):
        text = "Kunde;date;amount\nMüller;2024-01-15;1\nGröße & Söhne;2024-01-16;2\n"
        self.expect(text, "--map", "client=Kunde", clients=2, revenue=3, encoding="cp1252", understood={"encoding": "cp1252"})

    def test_given_encoding(self):
        self.expect(RUSSIAN, "--encoding", "cp1251", **ALL, encoding="cp1251")

    def test_letters_that_tell_nothing_are_asked_about(self):
        self.refuse(b"client,date,amount\n\xe4,2024-01-15,1\n",
                    fault="ambiguous-encoding: the letters could be cp1251 or cp1252; the file does not say | "
                          "say which: --encoding cp1251 (Cyrillic) or --encoding cp1252 (West European)")

    def test_a_wrong_encoding_is_told_in_few_words(self):
        path = self.write(PLAIN * 2000)
        done = clientele("audit", path, "--encoding", "utf-16", "--quiet")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertLess(len(done.stderr), 1000)
        self.assertIn("help: --encoding looks wrong: the file is UTF-8 rather than UTF-16LE; name them: --map client=COLUMN", done.stderr)
        # Columns that are there in any encoding are told, as many as a reader takes in.
        head = ",".join(f"column {i}" for i in range(30)) + "," + "x" * 50
        self.refuse(head + "\n", "--encoding", "cp1252",
                    fault="1: unknown-columns: no column was recognised for: client, date, amount; columns there: " +
                    ", ".join(f"column {i}" for i in range(20)) + " and 11 more | name them: --map client=COLUMN,date=COLUMN,amount=COLUMN")
        self.refuse("x" * 50 + ",b\n", fault=f"1: unknown-columns: no column was recognised for: client, date, amount; columns there: {'x' * 40}..., b"
                    " | name them: --map client=COLUMN,date=COLUMN,amount=COLUMN")
        self.refuse("client,date,amount\na," + "y" * 50000 + ",5\nb,2024-01-01,5\n", fault=f"2:3: bad-date: '{'y' * 40}...' is no date | dates are read as "
                    "2024-03-07, 07.03.2024 or 3/7/2024; --bad-rows skip passes such rows over and counts them")

    def test_a_currency_has_a_code_or_a_sign(self):
        for given in ("12345", "eur", "dollars", ""):
            self.refuse(PLAIN, "--currency", given, fault=f"bad-currency: --currency '{given}' is no currency by its code or sign | "
                        "write its three letters, such as EUR or USD")
        self.assertEqual(self.audit(PLAIN, "--currency", "€")["currency"], "EUR")

    def test_workbook(self):
        self.refuse(b"PK\x03\x04" + b"\0" * 40,
                    fault="not-a-text: this is a workbook or an archive, not a text | save the sheet as CSV and give that file")

    def test_unknown_encoding(self):
        self.refuse(PLAIN, "--encoding", "ebcdic",
                    fault="usage: --encoding knows no 'ebcdic' | it knows utf-8, utf-16, utf-16be, cp1251 and cp1252")


class Numbers(Ledgers):
    def amounts(self, *cells, **expected):
        rows = "".join(f"c;2024-01-{i + 1:02};{cell}\n" for i, cell in enumerate(cells))
        return "client;date;amount\n" + rows

    def test_thousands(self):
        self.expect(self.amounts("1.234,50", "12.000", "1.234.567"), revenue=1247801.5, understood={"decimal": "comma"})
        self.expect(self.amounts("1,234.50", "12,000", "1,234,567"), revenue=1247801.5, understood={"decimal": "point"})

    def test_blanks_between_thousands(self):
        self.expect(self.amounts("1 234,50", "12\u00a0000,00", "1\u202f000"), revenue=14234.5)

    def test_currencies(self):
        self.expect(self.amounts("1 234,50 ₽", "100 руб.", "5"), revenue=1339.5, understood={"amounts in": "RUB"})

    def test_one_currency_however_it_is_written(self):
        text = "client;date;amount;currency\na;2024-01-01;500 EUR;EUR\nb;2024-01-02;€20;€\nc;2024-01-03;3;Euro\nd;2024-01-04;4;\n"
        result = self.expect(text, revenue=527, understood={"currency": "currency", "amounts in": "EUR"})
        self.assertEqual(result["currency"], "EUR")
        self.refuse(text, "--currency", "USD", fault="usage: --currency USD, but the amounts of the file are in EUR | convert the amounts, or leave --currency out")
        self.assertEqual(self.audit(text, "--currency", "EUR")["currency"], "EUR")
        self.expect("Клиент;Дата;Сумма;Валюта\nа;2024-01-01;5;643\nб;2024-01-01;5 руб.;руб.\n", revenue=10, understood={"amounts in": "RUB"})

    def test_several_currencies_are_not_added_up(self):
        aid = " | convert them to one currency, or keep the rows of one currency only"
        self.refuse(self.amounts("500 EUR", "$500", "7 €", "8"),
                    fault="3:14: mixed-currencies: amounts of 2 currencies would be added up: EUR in 2 rows, USD in 1 row" + aid)
        self.refuse("client,date,amount,currency\na,2024-01-01,5,JPY\nb,2024-01-02,5,EUR\nb,2024-01-02,7,EUR\n",
                    fault="2:16: mixed-currencies: amounts of 2 currencies would be added up: EUR in 2 rows, JPY in 1 row" + aid)
        self.refuse("client,date,amount,cost\na,2024-01-01,5 EUR,$3\n",
                    fault="2:20: mixed-currencies: amounts of 2 currencies would be added up: EUR in 1 row, USD in 1 row" + aid)
        # Rows that are left out are not added up.
        self.expect("client,date,amount\na,2024-01-01,5 EUR\n,2024-01-02,$7\n", revenue=5, rules={"no-client": (1, 7)})

    def test_trailing_minus_and_brackets(self):
        self.expect(self.amounts("100.00", "30.00-", "(20.00)", "-10.5"), revenue=39.5, rules={"return": (3, -60.5)})

    def test_open_mark_is_asked_about(self):
        self.refuse(self.amounts("1,234", "500"),
                    fault="2:14: ambiguous-numbers: '1,234' could be thousands or a fraction; no number in the file tells which | "
                          "say which: --decimal point or --decimal comma")
        self.expect(self.amounts("1,234", "500"), "--decimal", "point", revenue=1734)
        self.expect(self.amounts("1,234", "500"), "--decimal", "comma", revenue=501.234)

    def test_mixed_marks(self):
        self.refuse(self.amounts("12.5", "7,25"),
                    fault="3:14: mixed-numbers: '7,25' has a decimal comma, but '12.5' in line 2 has a decimal point | "
                          "say which holds: --decimal point or --decimal comma; the other mark then groups thousands")


class Dates(Ledgers):
    def dates(self, *cells):
        return "client,date,amount\n" + "".join(f"c,{cell},1\n" for cell in cells)

    def period(self, text, *options):
        result = self.audit(text, *options)
        return result["from"], result["to"]

    def test_iso_with_time(self):
        self.assertEqual(self.period(self.dates("2024-01-05T10:00:00", "2024-02-06 23:59")), ("2024-01-05", "2024-02-06"))

    def test_dots(self):
        self.assertEqual(self.period(self.dates("05.01.2024", "06.02.24")), ("2024-01-05", "2024-02-06"))

    def test_one_date_tells_all(self):
        self.assertEqual(self.period(self.dates("5/1/2024", "13/2/2024")), ("2024-01-05", "2024-02-13"))
        self.assertEqual(self.period(self.dates("5/1/2024", "5/13/2024")), ("2024-05-01", "2024-05-13"))

    def test_ambiguity_is_asked_about(self):
        self.refuse(self.dates("5/1/2024", "6/2/2024"),
                    fault="2:3: ambiguous-dates: '5/1/2024' could have the day or the month first; no date in the file tells which | "
                          "say which: --dates dmy (day first) or --dates mdy (month first)")
        self.assertEqual(self.period(self.dates("5/1/2024", "6/2/2024"), "--dates", "dmy"), ("2024-01-05", "2024-02-06"))
        self.assertEqual(self.period(self.dates("5/1/2024", "6/2/2024"), "--dates", "mdy"), ("2024-05-01", "2024-06-02"))

    def test_the_order_that_is_said_holds_for_every_date(self):
        skip = "; --bad-rows skip passes such rows over and counts them"
        mixed = self.dates("03/04/2024", "05/06/2024", "25/12/2024")
        self.refuse(mixed, "--dates", "mdy",
                    fault="4:3: bad-date: '25/12/2024' is no date with the month first | --dates dmy reads the day first" + skip)
        self.assertEqual(self.period(mixed, "--dates", "mdy", "--bad-rows", "skip"), ("2024-03-04", "2024-05-06"))
        self.assertEqual(self.period(mixed, "--dates", "dmy"), ("2024-04-03", "2024-12-25"))
        # The same where no other date is open, and where two dates tell two orders.
        self.refuse(self.dates("12-25-2024", "2024-12-26"), "--dates", "dmy",
                    fault="2:3: bad-date: '12-25-2024' is no date with the day first | --dates mdy reads the month first" + skip)
        self.refuse(self.dates("13/1/2024", "1/14/2024"), "--dates", "dmy",
                    fault="3:3: bad-date: '1/14/2024' is no date with the day first | --dates mdy reads the month first" + skip)
        self.refuse("client,date,amount,paid\nc,1/2/2024,1,25/2/2024\n", "--dates", "mdy",
                    fault="2:14: bad-date: '25/2/2024' is no date with the month first | --dates dmy reads the day first" + skip)
        # Dots and a year in front say the order themselves.
        self.assertEqual(self.period(self.dates("1/2/2024", "25.12.2024", "2024-12-26"), "--dates", "mdy"), ("2024-01-02", "2024-12-26"))

    def test_equal_parts_ask_nothing(self):
        self.assertEqual(self.period(self.dates("1/1/2024", "2/2/2024")), ("2024-01-01", "2024-02-02"))

    def test_mixed_orders(self):
        self.refuse(self.dates("13/1/2024", "1/14/2024"),
                    fault="3:3: mixed-dates: '1/14/2024' has the month first, but '13/1/2024' in line 2 has the day first | "
                          "the file mixes two ways of writing dates; export it with ISO dates (2024-03-07)")

    def test_no_such_day(self):
        self.refuse(self.dates("2024-02-30"),
                    fault="2:3: bad-date: '2024-02-30' is no date | dates are read as 2024-03-07, 07.03.2024 or 3/7/2024; "
                          "--bad-rows skip passes such rows over and counts them")


class Headers(Ledgers):
    def test_russian_names(self):
        self.expect(RUSSIAN, **ALL, understood={"client": "Контрагент", "date": "Дата документа", "amount": "Сумма, руб."})

    def test_map(self):
        self.expect("who,when,much\n" + PLAIN.split("\n", 1)[1], *MAP, **ALL)

    def test_title_rows_above(self):
        self.expect("Sales report,,\n2024,,\n\n" + PLAIN, **ALL, rules={"before-header": (2, 0)})

    def test_unknown_columns(self):
        self.refuse("who,when,much\na,2024-01-01,1\n",
                    fault="1: unknown-columns: no column was recognised for: client, date, amount; columns there: who, when, much | "
                          "name them: --map client=COLUMN,date=COLUMN,amount=COLUMN")

    def test_misspelt_map(self):
        self.refuse(PLAIN, "--map", "client=Cliant",
                    fault="1: unknown-column: there is no column 'Cliant' for client | did you mean 'client'?")
        self.refuse(PLAIN, "--map", "custmer=client",
                    fault="usage: --map knows no 'custmer' | it knows client, date, amount, name, group, segment, rep, contact, order, "
                          "product, cost, discount, paid, status, currency")

    def test_two_columns_of_equal_right(self):
        self.refuse("Клиент,Контрагент,Дата,Сумма\na,b,2024-01-01,1\n",
                    fault="1: ambiguous-columns: the column for client could be 'Клиент' or 'Контрагент' | say which: --map client=COLUMN")

    def test_with_and_without_vat(self):
        self.refuse("Клиент,Дата,Сумма без НДС,Сумма с НДС\na,2024-01-01,1,2\n",
                    fault="1: ambiguous-columns: the column for amount could be 'Сумма без НДС' or 'Сумма с НДС' | say which: --map amount=COLUMN")

    def test_empty_file(self):
        self.refuse("", fault="empty-file: the ledger is empty | its first row must name the columns")

    def test_header_alone(self):
        self.refuse("client,date,amount\n", fault="no-transactions: not enough data: no transaction with a client is left | "
                                                  "the header alone, or rows without clients, tell nothing")


if __name__ == "__main__":
    unittest.main()
