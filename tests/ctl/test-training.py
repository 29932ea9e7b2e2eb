#!/usr/bin/python3
"""Training through rolltop-ctl: masked and read-only until it is done, clear afterwards; and new people with a supervisor."""

import json
import os
import pty
import select

from ctlrun import DEMO, OWNER, PROGRAM, TRAINING, Case, Shop, ctl, main, make, make_demo, train

FIRST = "first pass maple 9"
ORDER = {"personal": {"name": "Ann Lee", "phone": "(555) 555-0123", "street": "1 Elm St", "city": "Springfield"},
         "lines": [{"description": "Oak table", "quantity": 1, "unit_price": "500.00", "warranty": "hardwood"}],
         "notice": {"version": 1, "language": "en", "channel": "counter"}}


def answers(**other):
    return json.dumps({**TRAINING, **other})


class Training(Case):
    def test_a_new_store_has_it_and_the_first_manager_does_it(self):
        store, _ = make("first", "--region", "US", "--currency", "USD", trained=False)
        boss = Shop(store)
        before = boss.get("training", "status")
        self.assertEqual((before["due"], before["until"]), (3, None))
        self.assertTrue(all(text["due"] for text in before["texts"]))
        self.sentence(boss.run("order", "new", "--from", "-", given=json.dumps(ORDER)), 3)
        after = boss.get("training", "do", "--from", "-", given=answers())
        self.assertEqual(after["due"], 0)
        self.assertEqual([text["right_at_first_try"] for text in after["texts"]], [0, 4, 4])
        self.assertIsNotNone(after["until"])
        people = {person["login"]: person for person in boss.get("training", "people")}
        self.assertEqual((people["boss"]["due"], people["boss"]["questions"], people["boss"]["right_at_first_try"]), (0, 8, 8))

    def test_wrong_answers_pass_nobody_and_the_first_score_stays(self):
        store, _ = make("wrong", trained=False)
        boss = Shop(store)
        self.sentence(boss.run("training", "do", "--from", "-", given=answers(acknowledge=False)), 7)
        self.sentence(boss.run("training", "do", "--from", "-", given=answers(**{"2": [1, 2, 3, 1]})), 7)
        self.sentence(boss.run("training", "do", "--from", "-", given=answers(**{"2": [3, 2]})), 7)
        self.sentence(boss.run("training", "do", "--from", "-", given=answers(**{"2": [9, "x", None, 1]})), 7)
        self.sentence(boss.run("training", "do", "--from", "-", given="[]"), 7)
        self.assertEqual(boss.get("training", "status")["due"], 2)
        done = boss.get("training", "do", "--from", "-", given=answers())
        self.assertEqual([text["right_at_first_try"] for text in done["texts"]], [0, 3, 4])

    def test_whose_training_has_run_out_sees_nothing_clear_and_changes_nothing_until_it_is_done(self):
        store = make_demo("ran-out", orders=12, tickets=4)
        manager, service = Shop(store, "zhao.min", DEMO), Shop(store, "huang.tao", DEMO)
        known = {o["personal"][f]["text"] for o in manager.get("order", "list") for f in ("name", "phone")}
        number = manager.get("order", "list")[0]["number"]
        ticket = manager.get("ticket", "list")[0]["number"]
        for words in (("order", "list"), ("order", "show", number), ("ticket", "list"), ("ticket", "show", ticket),
                      ("customer", "list"), ("find", "Linden")):
            done = service.run(*words, "--json")
            self.assertFalse([value for value in known if value in done.stdout], words)
            self.assertNotIn('"clear"', done.stdout, words)
        self.sentence(service.run("customer", "lookup", "--from", "-", given='{"phone": "555-555-0142"}'), 3)
        self.sentence(service.run("ticket", "diary", ticket, "--from", "-",
                                  given='{"personal": {"diary_text": "Called."}}'), 3)
        manager.run("ticket", "assign", ticket, "huang.tao")
        self.assertNotIn('"clear"', service.run("ticket", "show", ticket, "--json").stdout)
        train(store, "huang.tao", DEMO)
        self.assertIn('"clear"', service.run("ticket", "show", ticket, "--json").stdout)

    def test_everybody_reads_the_policy_and_only_who_looks_after_the_staff_sees_the_others(self):
        store = make_demo("readers")
        for user in ("wang.fang", "sun.lei", "liu.yang", "huang.tao"):
            shown = Shop(store, user, DEMO).get("training", "show")
            self.assertEqual((shown["topic"], shown["version"], shown["language"]), (1, 1, "en"))
            self.assertIn("recorded", shown["text"])
        self.assertIn("counter", Shop(store, "wang.fang", DEMO).run("training", "show", "2").stdout)
        self.sentence(Shop(store, "wang.fang", DEMO).run("training", "show", "9"), 6)
        self.sentence(Shop(store, "wang.fang", DEMO).run("training", "people"), 3)
        for user in ("sun.lei", "liu.yang", "zhao.min"):
            people = {person["login"]: person for person in Shop(store, user, DEMO).get("training", "people")}
            self.assertEqual((people["huang.tao"]["due"], people["wang.fang"]["due"]), (3, 0))

    def test_a_module_is_written_published_done_and_retired(self):
        store = make_demo("writers")
        boss, clerk = Shop(store, "zhao.min", DEMO), Shop(store, "wang.fang", DEMO)
        module = {"title": {"en": "Ladders", "zh_CN": "梯子"}, "text": {"en": "Two people carry one.", "zh_CN": "两人一起抬。"},
                  "questions": [{"text": {"en": "How many?", "zh_CN": "几个人？"}, "right": 2,
                                 "answers": {"en": ["One", "Two"], "zh_CN": ["一个", "两个"]},
                                 "why": {"en": "It is heavy.", "zh_CN": "很重。"}}]}
        topic = boss.put("training edit", {"title": module["title"]})["topic"]
        self.sentence(boss.run("training", "publish", topic, "--yes"), 7)  # it is not whole yet
        self.assertEqual(boss.put("training edit", {name: module[name] for name in ("text", "questions")}, topic)["topic"], topic)
        draft = boss.get("training", "draft", topic)
        self.assertEqual({name: draft[name] for name in module}, module)
        plain = boss.run("training", "draft", topic).stdout
        for words in ("Ladders", "两人一起抬。", "+ Two", "- 一个", "It is heavy."):
            self.assertIn(words, plain)
        self.sentence(clerk.run("training", "show", topic), 6)  # nobody is asked for a draft
        self.assertEqual(boss.get("training", "publish", topic, "--yes"), {"version": 1})
        self.sentence(boss.run("training", "publish", topic, "--yes"), 6)
        self.assertEqual(clerk.get("training", "status")["due"], 1)
        self.sentence(clerk.run("training", "do", "--from", "-", given={topic: [1]}), 7)
        self.assertEqual(clerk.get("training", "do", "--from", "-", given={topic: [2]})["due"], 0)
        again = boss.put("training edit", {"title": {"en": "Ladders and steps"}}, topic)["topic"]
        states = [(text["state"], text["version"]) for text in boss.get("training", "texts") if text["topic"] == again]
        self.assertEqual(states, [("draft", 0), ("published", 1)])
        self.assertIn("Ladders and steps", boss.run("training", "texts").stdout)
        self.assertEqual(boss.run("training", "discard", topic, "--yes").returncode, 0)
        self.sentence(boss.run("training", "discard", topic, "--yes"), 6)
        self.assertEqual(boss.run("training", "retire", topic, "--yes").returncode, 0)
        self.assertEqual([text["state"] for text in boss.get("training", "texts") if text["topic"] == topic], ["retired"])
        actions = [entry["action"] for entry in boss.get("log", "list", "--limit", "40")]
        self.assertIn("lesson.publish", actions)

    def test_what_is_written_wrongly_or_by_somebody_else_is_refused_in_one_sentence(self):
        store = make_demo("no-writers")
        boss = Shop(store, "zhao.min", DEMO)
        question = {"text": {"en": "?"}, "answers": {"en": ["a", "b"]}, "right": 1, "why": {"en": "."}}
        for given in ({"tittle": {}}, {"title": "Ladders"}, {"title": {"fr": "Échelles"}}, {"questions": [question] * 9},
                      {"questions": ["a"]}, {"questions": [{**question, "right": 0}]}, {"questions": [{**question, "right": None}]},
                      {"questions": [{**question, "answers": {"en": ["a"] * 5}}]}, {"questions": [{**question, "answers": {"en": [1]}}]}):
            self.sentence(boss.run("training", "edit", "2", "--from", "-", given=given), 7)
        before = boss.get("training", "texts")
        self.sentence(boss.run("training", "edit", "x", "--from", "-", given={}), 7)
        self.sentence(boss.run("training", "draft", "99"), 6)
        self.sentence(boss.run("training", "retire", "1", "--yes"), 7)
        for words in (("texts",), ("draft", "2"), ("publish", "2", "--yes"), ("discard", "2", "--yes"), ("retire", "2", "--yes"),
                      ("edit", "2", "--from", "-")):
            self.sentence(Shop(store, "wang.fang", DEMO).run("training", *words, given={}), 3)
        self.assertEqual(boss.get("training", "texts"), before)

    def test_on_a_terminal_it_is_read_asked_explained_and_asked_again(self):
        store, _ = make("terminal", trained=False)
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(PROGRAM, [PROGRAM, "--language", "en", "--store", str(store), "--user", "boss", "training", "do"])
        said = b""

        def until(words, times=1):
            nonlocal said
            while said.count(words) < times:
                ready, _, _ = select.select([terminal], [], [], 120)
                self.assertTrue(ready, said)
                said += os.read(terminal, 65536)

        def type_line(text):
            os.write(terminal, text.encode() + b"\n")

        until(b"Password:")
        type_line(OWNER)
        until(b"keep to it? (y/n)")
        type_line("y")
        # One wrong answer, one that is none; the wrong one alone is asked again.
        asked = 0
        for number in ("1", "2", "x", "3", "1", "3", "2", "3", "2", "1"):
            asked += 1
            until(b"Number of the answer:", asked)
            type_line(number)
        until(b"Good until")
        while True:
            try:
                more = os.read(terminal, 65536)
            except OSError:
                break
            if not more:
                break
            said += more
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0, said)
        self.assertIn(b"1: not right. The job sheet", said)
        self.assertEqual([text["right_at_first_try"] for text in Shop(store).get("training", "status")["texts"]], [0, 3, 4])


class NewPeople(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("new", orders=6)
        cls.manager = Shop(cls.store, "zhao.min", DEMO)

    def add(self, login, *words):
        done = ctl("staff", "add", login, "--name", login, "--roles", "manager", *words,
                   typed=f"{DEMO}\n{FIRST}\n", store=self.store, user="sun.lei")
        if done.returncode == 0:
            self.assertEqual(ctl("password", typed=f"{FIRST}\n{DEMO}\n", store=self.store, user=login).returncode, 0)
        return done

    def test_masked_until_their_supervisor_says_otherwise(self):
        self.assertEqual(self.add("bai.he", "--supervisor", "wang.fang").returncode, 0)
        new, clerk = Shop(self.store, "bai.he", DEMO), Shop(self.store, "wang.fang", DEMO)
        train(self.store, "bai.he", DEMO)
        self.assertEqual(self.manager.run("staff", "admit", "bai.he").returncode, 0)
        self.assertNotIn('"clear"', new.run("order", "list", "--json").stdout)
        status = new.get("training", "status")
        self.assertEqual((status["supervisor"], status["supervised"], status["due"]), ("Wang Fang", True, 0))
        self.assertIn({"name": "bai.he", "trained": True}, clerk.get("training", "status")["supervises"])
        for other in (new, Shop(self.store, "lin.mei", DEMO), Shop(self.store, "sun.lei", DEMO)):
            self.sentence(other.run("staff", "release", "bai.he"), 3)
        self.assertEqual(clerk.run("staff", "release", "bai.he").returncode, 0)
        self.assertIn('"clear"', new.run("order", "list", "--json").stdout)
        self.sentence(clerk.run("staff", "release", "bai.he"), 7)

    def test_a_supervisor_must_know_the_work_and_an_administrator_names_another(self):
        self.sentence(self.add("cao.yu"), 7)  # the administrator, who names nobody, serves no customers
        self.sentence(self.add("cao.yu", "--supervisor", "liu.yang"), 7)
        self.sentence(self.add("cao.yu", "--supervisor", "nobody"), 6)
        self.assertEqual(self.add("cao.yu", "--supervisor", "lin.mei").returncode, 0)
        administrator = Shop(self.store, "sun.lei", DEMO)
        self.sentence(administrator.run("staff", "supervisor", "cao.yu", "cao.yu"), 7)
        self.assertEqual(administrator.run("staff", "supervisor", "cao.yu", "wang.fang").returncode, 0)
        self.sentence(self.manager.run("staff", "supervisor", "nobody", "wang.fang"), 6)
        people = {person["login"]: person for person in administrator.get("staff", "list")}
        self.assertEqual((people["cao.yu"]["supervisor"], people["cao.yu"]["supervised"]), ("Wang Fang", True))
        self.assertEqual((people["wang.fang"]["supervisor"], people["wang.fang"]["supervised"]), (None, False))


main()
