"""Defects of ledgers: each follows one rule, is counted and summed, and nothing disappears silently."""

import json
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from support import PROGRAM, Ledgers, clientele  # noqa: E402

HEAD = "order,client,date,amount\n"


class Rules(Ledgers):
    def test_returns_are_taken_off_and_are_no_orders(self):
        self.expect(HEAD + "1,a,2024-01-01,100\n2,a,2024-01-09,-30\n", clients=1, orders=1, revenue=70, rules={"return": (1, -30)})

    def test_cancellations_by_their_number(self):
        self.expect(HEAD + "536,a,2024-01-01,100\nC537,a,2024-01-02,-100\n", clients=1, orders=1, revenue=0, rules={"cancellation": (1, -100)})

    def test_cancelled_by_status(self):
        text = "client,date,amount,status\na,2024-01-01,100,paid\na,2024-01-02,50,Cancelled\na,2024-01-03,7,отменен\n"
        self.expect(text, clients=1, orders=1, revenue=100, rules={"cancelled": (2, 57)})

    def test_every_status_is_told_with_what_was_done(self):
        words = ["Cancelled", "canceled", "Storno", "Void", "Отменён", "storniert", "annulé", "ANNULÉ", "Cancelado", "anulada", "annullato", "deleted", "Gelöscht"]
        text = "client,date,amount,status\na,2024-01-01,100,paid\na,2024-01-02,7,REFUNDED\na,2024-01-02,3,Draft\n"
        text += "".join(f"a,2024-01-03,{2 ** i},{word}\n" for i, word in enumerate(words))
        result = self.expect(text, revenue=110, rules={"cancelled": (len(words), 2 ** len(words) - 1)})
        told = {each["status"]: (each["rows"], each["amount"], each["treatment"]) for each in result["statuses"]}
        self.assertEqual(len(told), len(words) + 3)
        self.assertEqual((told["paid"], told["annulé"]), ((1, 100, "counted"), (1, 64, "left out")))
        self.assertEqual([w.split(":")[0] for w in result["warnings"]],
                         ["rows of status 'Draft' (1 row, 3.00) are counted like all others", "rows of status 'REFUNDED' (1 row, 7.00) are counted like all others"])
        shown = " ".join(clientele("audit", self.write(text), "--quiet").stdout.split())
        self.assertIn("'paid' 1 row, counted;", shown)
        self.assertIn("'ANNULÉ' 1 row, left out as cancelled;", shown)

    def test_names_that_stand_for_nobody_are_told(self):
        names = ["NULL", "N/A", "-", "none", "Neuner"]
        result = self.audit("client,date,amount\n" + "".join(f"{name},2024-01-01,5\n" for name in names))
        self.assertEqual([w[:31] for w in result["warnings"] if "a client is called" in w],
                         [f"a client is called '{name}' (1 row, 5.00)"[:31] for name in sorted(names[:4])])

    def test_costs_and_payments_that_cannot_be_read_are_bad_cells(self):
        head = "client,date,amount,cost,paid\n"
        skip = "; --bad-rows skip passes such rows over and counts them"
        text = head + "a,2024-01-01,10,6,2024-01-31\nb,2024-01-02,10,6o,\nb,2024-01-03,10,6,2024-31-12\nb,2024-01-04,10,6,soon\n"
        dates = "dates are read as 2024-03-07, 07.03.2024 or 3/7/2024; leave the cell empty where nothing was paid" + skip
        self.refuse(text, fault=["3:17: bad-number: '6o' is no number | leave the cell empty where the cost is not known" + skip,
                                 "4:19: bad-date: '2024-31-12' is no date | " + dates, "5:19: bad-date: 'soon' is no date | " + dates])
        self.expect(text, "--bad-rows", "skip", revenue=10, rules={"unreadable": (3, 30)})
        # What stands for nothing is nothing, and one row without a cost takes no margin from the others.
        for cost, paid in (("n/a", "-"), ("NULL", "open"), ("-", "0000-00-00"), ("", "00.00.0000"), ("#N/A", "unpaid")):
            text = head + "".join(f"{c},2024-0{m}-01,100,{60 if c == 'a' else 50},2024-0{m}-21\n" for c in "ab" for m in range(1, 9))
            result = self.expect(text + f"a,2024-09-01,200,{cost},{paid}\n", revenue=1800)
            profit = result["profitability"]
            self.assertAlmostEqual(profit["margin_without_cost"], 0.45)
            self.assertAlmostEqual(profit["gross_margin"], 8 * 40 + 8 * 50 + 0.45 * 200)
            self.assertEqual((profit["lines_without_cost"], profit["margin_from"]), (1, "cost column; margin of the lines with a cost elsewhere"))
            self.assertIn("1 of 17 lines has no cost: its revenue counts with the margin of the lines that have one, 45 %", result["warnings"])
            self.assertFalse(result["payment_discipline_assumed"])
        given = self.audit(text + "a,2024-09-01,200,,\n", "--rates", self.write('gross_margin: {value: 10 %, source: "x"}\n', "rates.yaml"))
        self.assertAlmostEqual(given["profitability"]["gross_margin"], 8 * 40 + 8 * 50 + 0.1 * 200)
        self.assertEqual(given["profitability"]["margin_from"], "rate of gross margin where costs are missing")
        few = self.audit(head + "a,2024-01-01,100,60,\na,2024-01-02,100,,\na,2024-01-03,100,,\n")
        self.assertIsNone(few["profitability"]["gross_margin"])
        self.assertIn("1 of 3 lines have a cost, fewer than half, and no gross margin is given", few["reasons"]["gross_margin"])

    def test_a_column_that_says_whether_was_paid_holds_no_dates(self):
        text = "client,date,amount,paid\na,2024-01-01,10,yes\nb,2024-01-02,10,no\n"
        self.expect(text, revenue=20, understood={"paid": "paid (not used: it holds no date)"})
        self.refuse(text.replace("no\n", "\n"), "--map", "paid=paid", fault="2:17: bad-date: 'yes' is no date | dates are read as "
                    "2024-03-07, 07.03.2024 or 3/7/2024; leave the cell empty where nothing was paid; --bad-rows skip passes such rows over and counts them")

    def test_pipes_are_read(self):
        text = "client,date,amount\na,2024-01-01,5\nb,2024-02-01,7\n"
        for name in ("-", "/dev/stdin"):
            done = subprocess.run([PROGRAM, "audit", name, "--quiet", "--json", "-"], input=text, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            result = json.loads(done.stdout)
            self.assertEqual((result["revenue"], result["ledger"]), (12, "standard input"))
        path = self.write(text)
        with path.open() as file:
            done = subprocess.run([PROGRAM, "calibrate", "-", "--quiet", "--json", "-"], stdin=file, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, json.loads(done.stdout)["clients"]), (0, 2), done.stderr)
        groups = self.write("entity,client\na,G\nb,G\n", "groups.csv")
        script = f"'{PROGRAM}' audit <(cat '{path}') --groups <(cat '{groups}') --quiet --json -"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, json.loads(done.stdout)["clients"]), (0, 1), done.stderr)
        done = subprocess.run([PROGRAM, "audit", "-", "--quiet"], input="", capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("standard input: error[empty-file]: the ledger is empty", done.stderr)

    def test_rows_without_client(self):
        self.expect(HEAD + "1,a,2024-01-01,100\n2,,2024-01-02,40\n3,,2024-01-03,2\n", clients=1, revenue=100, rules={"no-client": (2, 42)})

    def test_duplicates_of_numbered_orders(self):
        self.expect(HEAD + "1,a,2024-01-01,100\n1,a,2024-01-01,100\n2,a,2024-01-01,100\n", orders=2, revenue=200, rules={"duplicate": (1, 100)})

    def test_equal_rows_without_numbers_are_kept_and_told(self):
        text = "client,date,amount\na,2024-01-01,5\na,2024-01-01,5\n"
        self.expect(text, orders=1, revenue=10, rules={"repeated": (1, 5)})
        self.expect(text, "--duplicates", "leave-out", revenue=5, rules={"duplicate": (1, 5)})
        self.expect(HEAD + "1,a,2024-01-01,5\n1,a,2024-01-01,5\n", "--duplicates", "keep", revenue=10, rules={"repeated": (1, 5)})

    def test_zero_amounts_are_orders(self):
        self.expect(HEAD + "1,a,2024-01-01,100\n2,a,2024-01-05,0\n", orders=2, revenue=100, rules={"zero-amount": (1, 0)})

    def test_empty_rows(self):
        self.expect(HEAD + "1,a,2024-01-01,100\n\n,,,\n2,b,2024-01-01,1\n", clients=2, revenue=101, rules={"empty": (2, 0)})

    def test_totals_at_the_end(self):
        self.expect(HEAD + "1,a,2024-01-01,100\nTotal,,,100\n", clients=1, revenue=100, rules={"total": (1, 100)})
        self.expect("Клиент;Дата;Сумма\nа;01.02.2024;10,5\nИтого;;10,5\n", clients=1, revenue=10.5, rules={"total": (1, 10.5)})

    def test_a_row_without_a_date_is_no_sum_for_a_name_that_begins_as_one(self):
        help = ("dates are read as 2024-03-07, 07.03.2024 or 3/7/2024; --bad-rows skip passes such rows over and counts them")
        self.refuse(HEAD + "1,TotalEnergies SE,2024-01-01,100\n2,TotalEnergies SE,,250\n3,Summerfield Ltd,,250\nTotal: 3 rows,,,600\n",
                    fault=[f"{line}:{column}: bad-date: the row has no date | {help}" for line, column in ((3, 20), (4, 19))])

    def test_a_client_called_total_is_a_client(self):
        self.expect(HEAD + "1,Total Energies,2024-01-01,100\n", clients=1, revenue=100)

    def test_returns_alone_make_no_buying_client(self):
        result = self.expect(HEAD + "1,a,2024-01-01,100\n2,b,2024-01-02,-5\n", clients=1, revenue=95, rules={"return": (1, -5)})
        self.assertEqual(result["clients_with_returns_only"], 1)

    def test_missing_cells_at_the_end_of_a_row(self):
        text = "client,date,amount,note\na,2024-01-01,5\na,2024-01-02,6,x\n"
        self.expect(text, revenue=11)

    def test_one_order_spread_over_the_file(self):
        self.expect(HEAD + "7,a,2024-01-01,1\n8,b,2024-01-01,1\n7,a,2024-01-01,2\n", orders=2, revenue=4)


class Faults(Ledgers):
    def test_bad_dates_and_amounts_are_all_named(self):
        text = HEAD + "1,a,soon,5\n2,a,2024-01-01,much\n3,a,2024-01-01,\n4,a,,7\n"
        skip = "; --bad-rows skip passes such rows over and counts them"
        dates = " | dates are read as 2024-03-07, 07.03.2024 or 3/7/2024" + skip
        mark = " | the decimal mark of this file is a point" + skip
        self.refuse(text, fault=["2:5: bad-date: 'soon' is no date" + dates,
                                 "3:16: bad-number: 'much' is no number" + mark,
                                 "4:16: bad-number: the row has no amount" + mark,
                                 "5:5: bad-date: the row has no date" + dates])
        self.refuse(text, "--bad-rows", "skip", fault="no-transactions: not enough data: no transaction with a client is left | "
                                                      "the header alone, or rows without clients, tell nothing")
        self.expect(text + "5,a,2024-01-01,3\n", "--bad-rows", "skip", revenue=3, rules={"unreadable": (4, 12)})

    def test_many_rows_of_one_fault_are_told_together(self):
        skip = "; --bad-rows skip passes such rows over and counts them"
        aid = " | dates are read as 2024-03-07, 07.03.2024 or 3/7/2024" + skip
        text = HEAD + "".join(f"{i},a,day {i} 24,5\n" for i in range(1, 201)) + "x,a,2024-01-01,much\n"
        self.refuse(text, fault=[f"{i + 1}:5: bad-date: 'day {i} 24' is no date{aid}" for i in (1, 2, 3)] +
                    [f"5:5: bad-date: 'day 4 24' is no date, and 196 rows below have this fault, too{aid}",
                     "202:16: bad-number: 'much' is no number | the decimal mark of this file is a point" + skip])

    def test_a_date_of_a_year_no_ledger_has(self):
        skip = "; --bad-rows skip passes such rows over and counts them"
        self.refuse(HEAD + "1,a,9999-12-31,5\n2,a,31.12.1899,5\n",
                    fault=[f"{line}:5: bad-date: the date {date} lies outside the years 1900 to 2199 | "
                           f"correct the year, or leave the cell empty where no date is meant{skip}"
                           for line, date in ((2, "9999-12-31"), (3, "31.12.1899"))])

    def test_a_map_that_takes_a_column_away(self):
        self.refuse("client,date,amount\na,2024-01-01,5\n", "--map", "amount=date",
                    fault="1: unknown-columns: no column is left for date: --map gives 'date' to amount | name another: --map date=COLUMN")

    def test_too_many_cells(self):
        self.refuse(HEAD + "1,Nord, Ltd,2024-01-01,5\n",
                    fault="2:24: ragged-row: this row has 5 cells, the header has 4 | a cell that holds the delimiter stands between "
                          "double quotes; --bad-rows skip passes such rows over and counts them")

    def test_open_quote(self):
        self.refuse(HEAD + '1,"Nord,2024-01-01,5\n2,b,2024-01-01,6\n',
                    fault='2:3: syntax: a quote opens here and is not closed | a quote inside a quoted cell is doubled: ""')

    def test_stray_quotes_swallow_no_rows(self):
        rows = [f"{i},c{i % 7},2024-01-{1 + i % 28:02},{i}\n" for i in range(1, 101)]
        stray = list(rows)
        for i in (9, 59):
            stray[i] = stray[i].replace(",c", ',"c', 1)
        self.refuse(HEAD + "".join(stray),
                    fault="11:4: syntax: a quote opens here and ends in line 61 in the middle of a cell | "
                          'take stray quotes away; a quote inside a quoted cell is doubled: ""')
        # The second quote ends a cell, as a quote should: what lies between are rows all the same.
        closed = list(rows)
        closed[9] = closed[9].replace(",c", ',"c', 1)
        closed[59] = closed[59].replace(",2024", '",2024', 1)
        for options in ((), ("--bad-rows", "skip")):
            self.refuse(HEAD + "".join(closed), *options,
                        fault="11:4: syntax: a quoted cell begins here that holds whole rows of the table | take the stray quotes away")
        # Two rows made one, with no whole line between the quotes.
        self.refuse(HEAD + '1,"a,2024-01-01,5\n2,b",2024-01-02,6\n',
                    fault="2:3: syntax: a quoted cell begins here that holds whole rows of the table | take the stray quotes away")
        self.refuse(HEAD + '1,"a,2024-01-01,"5\n',
                    fault="2:3: syntax: a quote opens here and ends in the middle of a cell | "
                          'take stray quotes away; a quote inside a quoted cell is doubled: ""')
        # Line breaks and quoted words in a name are no defect.
        self.expect(HEAD + '1,"Nord\nLtd",2024-01-01,5\n2,"Nord" Ltd,2024-01-01,6\n', clients=2, revenue=11)

    def test_amounts_beyond_any_firm(self):
        skip = "; --bad-rows skip passes such rows over and counts them"
        self.refuse(HEAD + "1,a,2024-01-01,1e308\n2,a,2024-01-02,1e308\n",
                    fault=[f"{line}:16: bad-number: '1e308' is more than a ledger can hold | amounts lie below 1,000,000,000,000,000; "
                           f"check the decimal mark and the column{skip}" for line in (2, 3)])
        self.expect(HEAD + "1,a,2024-01-01,1e308\n2,a,2024-01-02,5\n", "--bad-rows", "skip", revenue=5, rules={"unreadable": (1, 0)})

    def test_a_mark_of_utf8_before_other_bytes(self):
        self.refuse(b"\xef\xbb\xbfclient,date,amount\na,2024-01-01,1\n\xff\xfe\xe0,2024-01-01,5\n",
                    fault="3: wrong-encoding: the file is marked as UTF-8, but this line holds bytes that are none | "
                          "save it as UTF-8 again, or say what it is: --encoding cp1251 or --encoding cp1252")

    def test_a_column_that_stands_twice_is_chosen_by_its_place(self):
        text = "client,date,amount,amount\na,2024-01-01,5,6\n"
        fault = ("1: ambiguous-columns: the column for amount could be 'amount' or 'amount': columns 3 and 4 | "
                 "say which by its place: --map amount=#3 or --map amount=#4")
        self.refuse(text, fault=fault)
        self.refuse(text, "--map", "amount=amount", fault=fault)
        self.expect(text, "--map", "amount=#3", revenue=5)
        self.expect(text, "--map", "amount=#4", revenue=6)
        self.refuse(text, "--map", "amount=#9", fault="1: unknown-column: there is no column '#9' for amount | columns there: client, date, amount, amount")
        self.refuse(text, "--map", "amount=#3,amount=#4",
                    fault="usage: --map names two columns for amount: '#3' and '#4' | name one column for each")

    def test_dates_with_dots_are_not_said_to_have_the_month_first(self):
        dotted = "client,date,amount\na,03.04.2024,5\n"
        result = self.expect(dotted, "--dates", "mdy", revenue=5, understood={"dates": "as they say themselves"})
        self.assertEqual(result["from"], "2024-04-03")
        self.expect("client,date,amount\na,03/04/2024,5\n", "--dates", "mdy", revenue=5, understood={"dates": "month first"})

    def test_results_are_whole_or_not_there(self):
        bad = self.write(HEAD + "1,a,soon,5\n")
        for command in ("audit", "calibrate"):
            done = clientele(command, bad, "--quiet", "--out", self.folder / "new" / "out")
            self.assertEqual(done.returncode, 2)
            self.assertFalse((self.folder / "new").exists())
        good = self.write(HEAD + "1,a,2024-01-01,5\n")
        for command, name in (("audit", "clients.csv"), ("calibrate", "calibration.json")):
            done = clientele(command, good, "--quiet", "--json", ".", cwd=self.folder)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("error[unwritable-output]: --json '.' cannot be written: it is a folder", done.stderr)
            (self.folder / command / name).mkdir(parents=True)
            done = clientele(command, good, "--quiet", "--out", self.folder / command)
            self.assertEqual(done.returncode, 2)
            self.assertEqual([each.name for each in (self.folder / command).iterdir()], [name])
            for nowhere in ("", "-", "/proc/nowhere"):
                done = clientele(command, good, "--quiet", "--out", nowhere, cwd=self.folder)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(f"error[unwritable-output]: --out '{nowhere}' cannot be written", done.stderr)

    def test_the_summary_names_the_file_of_the_fault(self):
        rates = self.write("gross_margin: 120 %\ncredit_day: 3\n", "my_rates.yaml")
        done = clientele("audit", self.write(HEAD + "1,a,2024-01-01,5\n"), "--rates", rates, "--quiet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("1:15: error[bad-number]: '120 %' is more than all of the revenue", done.stderr)
        self.assertIn("help: write a share of revenue for a day of credit, with its sign: 0.03 %", done.stderr)
        self.assertIn(f"2 faults in {rates}; nothing was run", done.stderr)

    def test_a_rate_in_braces_has_a_value_and_a_source(self):
        rates = self.write('order: {value: 3, surce: "books"}\nline: {value: 1, colour: red}\n', "rates.yaml")
        done = clientele("audit", self.write(HEAD + "1,a,2024-01-01,5\n"), "--costs", rates, "--quiet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("1:19: error[unknown-key]: a rate has no 'surce'", done.stderr)
        self.assertIn("help: did you mean 'source'?", done.stderr)
        self.assertIn("2:18: error[unknown-key]: a rate has no 'colour'", done.stderr)

    def test_missing_file(self):
        done = clientele("audit", self.folder / "none.csv", "--quiet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("error[missing-file]", done.stderr)

    def test_options(self):
        text = HEAD + "1,a,2024-01-01,5\n"
        self.refuse(text, "--vat", "yes", fault="usage: --vat knows no 'yes' | it knows with, without")
        self.refuse(text, "--abc", "95,80", fault="usage: --abc '95,80' are no two thresholds that ascend | write --abc 80,95")
        self.refuse(text, "--until", "soon", command="calibrate", fault="usage: --until 'soon' is no date | write --until 2025-01-01")
        self.refuse(text, "--until", "2024-01-02", command="calibrate",
                    fault="usage: --until 2024-01-02 lies behind the last transaction, 2024-01-01 | name a day within the ledger, or leave --until out")
        self.refuse(text, "--gross-margin", "0 %", command="calibrate",
                    fault="usage: --gross-margin '0 %' is no share above 0 % and up to 100 % | write --gross-margin '35 %'")
        # A bare number could be meant either way, as in the rates and in a scenario.
        self.refuse(text, "--gross-margin", "0.3", command="calibrate",
                    fault="usage: --gross-margin '0.3' is no share in per cent | write --gross-margin '30 %' or '0.3 %'")
        self.refuse(text, "--share-of-wallet", "30", command="calibrate",
                    fault="usage: --share-of-wallet '30' is no share in per cent | write --share-of-wallet '30 %'")
        self.refuse(text, "--draws", "199", command="calibrate",
                    fault="usage: --draws '199' is no number from 200 to 10000 | beyond each end of a 95 % interval lies one draw in 40: 200 leave five there")
        self.refuse(text, "--share-of-wallet", "x", command="calibrate",
                    fault="usage: --share-of-wallet 'x' is no share in per cent | write --share-of-wallet '35 %'")
        self.refuse(text, "--unit", "weeks", command="calibrate", fault="usage: --unit knows no 'weeks' | did you mean 'week'?")


class Joining(Ledgers):
    TEXT = "client,date,amount\nООО Ромашка,2024-01-01,5\nРомашка ООО,2024-02-01,6\nЛютик,2024-02-01,7\n"

    def test_look_alikes_are_listed_and_not_merged(self):
        result = self.expect(self.TEXT, clients=3, revenue=18)
        self.assertEqual(result["look_alikes"], [["ООО Ромашка", "Ромашка ООО"]])

    def test_a_list_of_look_alikes_that_is_cut_says_so(self):
        result = self.audit("client,date,amount\n" + "".join(f"Nord{a}wind,2024-01-01,5\nNord{a}wind Ltd,2024-01-01,5\n"
                                                              for a in (f"{chr(97 + i // 26)}{chr(97 + i % 26)}zz{chr(97 + i % 26)}" for i in range(60))))
        self.assertEqual(len(result["look_alikes"]), 50)
        self.assertGreaterEqual(result["look_alikes_found"], 60)
        self.assertEqual(result["reasons"]["look_alikes"], f"the first 50 of {result['look_alikes_found']} pairs")

    def test_groups_come_before_classes(self):
        groups = self.write("entity,client\nООО Ромашка,Ромашка\nРомашка ООО,Ромашка\nNobody,X\n", "groups.csv")
        result = self.expect(self.TEXT, "--groups", groups, clients=2, orders=3, revenue=18)
        self.assertEqual(result["repeat_clients"], 1)
        self.assertEqual(result["look_alikes"], [])
        self.assertEqual(result["join_defects"], [{"defect": "in the groups file but not in the ledger", "who": "Nobody"}])

    def test_a_group_column(self):
        self.expect("client,parent,date,amount\na1,A,2024-01-01,5\na2,A,2024-01-02,5\nb,,2024-01-02,5\n", clients=2, orders=3)

    def test_an_entity_of_two_clients(self):
        groups = self.write("entity,client\na,A\na,B\n", "groups.csv")
        done = clientele("audit", self.write(self.TEXT), "--groups", groups, "--quiet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("error[groups]: 'a' already belongs to 'A'", done.stderr)

    def test_groups_without_header_and_groups_in_chains(self):
        for text, said in (("Лютик,X\nООО Ромашка,X\n", "error[groups]: the first row names no columns, so it could be a header or a pair"),
                           ("entity,client\na,B\nB,C\n", "error[groups]: 'a' belongs to 'B', which itself belongs to 'C'")):
            groups = self.write(text, "groups.csv")
            done = clientele("audit", self.write(self.TEXT), "--groups", groups, "--quiet")
            self.assertEqual(done.returncode, 2)
            self.assertIn(said, done.stderr)
        groups = self.write("entity,client\na,B\nB,B\n", "groups.csv")
        self.expect(self.TEXT, "--groups", groups, clients=3)


if __name__ == "__main__":
    unittest.main()
