#!/usr/bin/env python3
"""Deterministic synthetic multi-plan corpus, and its emission as peer sites.

    gen_corpus.py corpus  --plans N --out DIR [--seed S]
    gen_corpus.py emit    --target hugo|eleventy|raw|keikaku --corpus DIR --out DIR
                          [--plans N] [--variant naive,relref]
    gen_corpus.py stat    --html DIR
    gen_corpus.py compare --a DIR --b DIR [--sample N]

Python 3.9+, standard library only.  Plan k depends on (seed, k) alone, so the
corpus of 10 plans is a prefix of the corpus of 100: `emit --plans 10` on a
100-plan corpus gives the same site as a 10-plan corpus would.

Neutral form: one JSON file per plan, DIR/plan-0001.json, ...
    {"schema": "plan-corpus/1",
     "plan":  {"id", "no", "title", "municipality", "period": [from, to]},
     "pages": [ {"id", "kind", "title", "summary", "parent", "order",
                 "links": [id, ...], "data": {...}, "body": "Markdown"} ]}
Kinds, per plan: plan 1, goal 5, measure 15, programme 75, indicator 30,
case 50, term 20 (= 196 pages).  An emitter adds three index pages per plan
(indicators, cases, glossary) and one home page.
  * ids are unique inside a plan; the plan page's id is "top".
  * `parent` is an id: measure -> goal -> top, programme -> measure,
    indicator -> measure, case -> programme, term -> top.
  * `links` are the ids the body links to, first occurrence order, no repeats.
  * links inside `body` are written [text](ref:ID); an emitter rewrites them.
"""

import argparse
import html
import html.parser
import json
import os
import random
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCHEMA = "plan-corpus/1"
COUNTS = {"goal": 5, "measure": 15, "programme": 75, "indicator": 30, "case": 50, "term": 20}
DIRS = {"goal": "goals", "measure": "measures", "programme": "programmes",
        "indicator": "indicators", "case": "cases", "term": "glossary"}
INDEXES = [("indicators", "指標一覧"), ("cases", "取組事例"), ("glossary", "用語集")]
HOME = ("計画進捗公開サイト", "公開している計画の一覧")
REF = re.compile(r"\]\(ref:([a-z0-9]+)\)")

# ---------------------------------------------------------------- word banks

CITIES = ["青葉", "春日", "若松", "高砂", "緑川", "朝霧", "白鳥", "東浦", "西原", "南郷", "北沢", "中津", "松並", "梅園", "桜井", "岩瀬"]
GOALS = ["子どもと若者が健やかに育つまち", "誰もが安心して暮らせる福祉のまち", "災害に強く環境と調和したまち",
         "産業と雇用が育つ活力のまち", "市民とともにつくる開かれた行政"]
FIELDS = ["子育て支援", "学校教育", "生涯学習", "健康づくり", "高齢者福祉", "障害者福祉", "防災", "消防・救急", "環境保全", "資源循環",
          "商工業振興", "農林業振興", "観光振興", "移住・定住", "行政改革", "情報公開", "公共交通", "道路・橋りょう", "上下水道", "公園・緑地"]
ACTS = ["推進", "充実", "強化", "支援", "整備", "促進", "見直し", "拡充", "連携", "普及啓発"]
OBJS = ["相談窓口", "地域拠点", "ICT&データ活用", "人材育成", "デジタル化", "見守り体制", "交流事業", "補助制度", "計画策定", "施設管理", "実態調査", "協働事業"]
DEPTS = ["企画政策課", "財政課", "市民協働課", "子育て支援課", "学校教育課", "健康増進課", "高齢福祉課", "危機管理課", "環境政策課", "商工振興課", "農政課", "都市計画課", "建設課", "上下水道課"]
SUBJ = ["本市では", "この分野では", "近年", "計画期間の前半では", "地域の実情を踏まえ", "関係団体との協議を経て", "市民アンケートによると", "人口減少が進む中で", "中間評価の結果", "国や県の方針を受けて"]
MID = ["利用者の増加と担い手の不足が同時に進んでおり", "相談件数が前年度を上回る状況が続いており", "拠点の整備が計画どおりに進んだ一方で",
       "費用と効果の両面から事業の見直しを行い", "地区ごとの差が大きいことが課題となっており", "窓口の集約とオンライン手続の導入を進め",
       "民間事業者との役割分担を改めて整理し", "若い世代の参加が少ないという指摘を受けて", "目標値の達成に向けた工程を年度ごとに定め",
       "評価委員会から改善を求める意見が出されたことから"]
END = ["継続的な取組が必要である。", "次年度以降の重点事項として位置付けた。", "実施体制を段階的に強化することとした。", "成果を広く公表し、市民の理解を得ることが重要である。",
       "数値目標に基づく進行管理を徹底する。", "関係部局が横断的に対応する体制を整えた。", "予算の重点配分により早期の改善を図る。", "引き続き状況を注視しながら柔軟に対応する。",
       "参加者の満足度は前年度より向上した。", "令和の新しい課題にも対応できる仕組みへ移行する。"]
ITEMS = ["対象となる世帯への個別の案内", "地区別の説明会と意見交換の開催", "関係機関による連絡会議の運営", "手続の簡素化と様式の統一", "成果指標の毎年度の点検と公表",
         "専門人材の確保と研修の実施", "施設の長寿命化と更新費用の平準化", "広報紙・ウェブでの分かりやすい情報提供", "民間提案制度の活用", "災害時を想定した訓練"]
WORKS = ["現状の把握", "計画の策定", "試行の実施", "本格実施", "効果の検証", "対象の拡大", "制度の見直し", "成果の公表"]
STATES = ["完了", "実施中", "準備中", "見直し中", "継続"]
INDS = [("満足度", "％"), ("利用者数", "人"), ("実施率", "％"), ("相談件数", "件"), ("参加団体数", "団体"), ("整備延長", "km"), ("削減量", "トン"), ("認知度", "％"), ("待機者数", "人"), ("普及率", "％")]
PLACES = ["中央公民館", "東部地区センター", "西部地区センター", "市立図書館", "総合体育館", "駅前広場", "北小学校区", "南小学校区", "港地区", "山間地区"]
TERMS = [("ＰＤＣＡサイクル", "ぴーでぃーしーえーさいくる"), ("協働", "きょうどう"), ("基本構想", "きほんこうそう"), ("基本計画", "きほんけいかく"), ("実施計画", "じっしけいかく"),
         ("成果指標", "せいかしひょう"), ("地域包括ケア", "ちいきほうかつけあ"), ("関係人口", "かんけいじんこう"), ("公共施設等総合管理計画", "こうきょうしせつとうそうごうかんりけいかく"), ("防災士", "ぼうさいし"),
         ("指定管理者制度", "していかんりしゃせいど"), ("立地適正化計画", "りっちてきせいかけいかく"), ("再生可能エネルギー", "さいせいかのうえねるぎー"), ("認定こども園", "にんていこどもえん"), ("フレイル", "ふれいる"),
         ("コミュニティ・スクール", "こみゅにてぃすくーる"), ("行政評価", "ぎょうせいひょうか"), ("経常収支比率", "けいじょうしゅうしひりつ"), ("オープンデータ", "おーぷんでーた"), ("ワークショップ", "わーくしょっぷ")]

# ---------------------------------------------------------------- generation


def sentence(r):
    return r.choice(SUBJ) + "、" + r.choice(MID) + "、" + r.choice(END)


def page(pid, kind, title, summary, parent, order, data):
    return {"id": pid, "kind": kind, "title": title, "summary": summary,
            "parent": parent, "order": order, "links": [], "data": data, "body": ""}


def build_pages(r, no):
    city = CITIES[(no - 1) % len(CITIES)] + ("市" if no % 3 else "町")
    start = 2017 + no % 5
    plan = {"id": "plan-%04d" % no, "no": no, "municipality": city, "period": [start, start + 10],
            "title": "第%d次%s総合計画（%d）" % (3 + no % 5, city, no)}
    pages = [page("top", "plan", plan["title"], sentence(r), "", 0,
                  {"municipality": city, "from": start, "to": start + 10, "dept": r.choice(DEPTS)})]
    for g in range(5):
        pages.append(page("g%d" % (g + 1), "goal", GOALS[g], sentence(r), "top", g + 1,
                          {"code": "%d" % (g + 1), "dept": r.choice(DEPTS)}))
    for m in range(15):
        g, k = m // 3 + 1, m % 3 + 1
        pages.append(page("m%d%d" % (g, k), "measure", r.choice(FIELDS) + "の" + r.choice(ACTS), sentence(r),
                          "g%d" % g, m + 1, {"code": "%d-%d" % (g, k), "dept": r.choice(DEPTS)}))
    for b in range(75):
        m, k = b // 5, b % 5 + 1
        g, mk = m // 3 + 1, m % 3 + 1
        base = r.randrange(300, 90000)
        pages.append(page("b%d%d%02d" % (g, mk, k), "programme", r.choice(FIELDS) + r.choice(OBJS) + r.choice(ACTS) + "事業",
                          sentence(r), "m%d%d" % (g, mk), b + 1,
                          {"code": "%d-%d-%d" % (g, mk, k), "dept": r.choice(DEPTS), "status": r.choice(STATES),
                           "budget": [{"year": start + y, "amount": int(base * r.uniform(0.8, 1.3))} for y in range(4)]}))
    for i in range(30):
        m = i // 2
        g, mk = m // 3 + 1, m % 3 + 1
        name, unit = r.choice(INDS)
        lo = round(r.uniform(8, 60), 1)
        hi = round(lo * r.uniform(1.2, 1.9), 1)
        base, goal = (hi, lo) if name == "待機者数" else (lo, hi)
        acts, v = [], base
        for y in range(8):
            v += (goal - base) / 10 * r.uniform(-0.4, 2.2)
            acts.append({"year": start + 1 + y, "value": round(v, 1),
                         "note": r.choice(["", "", "", "速報値", "調査方法を変更", "感染症の影響"])})
        pages.append(page("i%02d" % (i + 1), "indicator", r.choice(FIELDS) + "に関する" + name, sentence(r),
                          "m%d%d" % (g, mk), i + 1,
                          {"code": "%d-%d-K%d" % (g, mk, i % 2 + 1), "unit": unit, "dept": r.choice(DEPTS),
                           "source": r.choice(["市民意識調査", "事業実績報告", "統計年報", "所管課調べ"]),
                           "baseline": {"year": start, "value": base},
                           "interim": {"year": start + 5, "value": round((base + goal) / 2, 1)},
                           "final": {"year": start + 10, "value": goal}, "actuals": acts}))
    progs = [p["id"] for p in pages if p["kind"] == "programme"]
    for c in range(50):
        pages.append(page("c%02d" % (c + 1), "case", r.choice(PLACES) + "における" + r.choice(OBJS) + "の" + r.choice(ACTS),
                          sentence(r), r.choice(progs), c + 1,
                          {"held": "%d-%02d-%02d" % (start + r.randrange(9), r.randrange(1, 13), r.randrange(1, 29)),
                           "place": r.choice(PLACES), "people": r.randrange(8, 400), "dept": r.choice(DEPTS)}))
    for t in range(20):
        term, reading = TERMS[t]
        pages.append(page("t%02d" % (t + 1), "term", term, sentence(r), "top", t + 1,
                          {"reading": reading, "dept": r.choice(DEPTS)}))
    return plan, pages


def write_bodies(r, pages):
    by_kind = {}
    for p in pages:
        by_kind.setdefault(p["kind"], []).append(p)

    def ref(p, kind, refs):
        q = r.choice(by_kind[kind])
        if q["id"] == p["id"]:
            q = by_kind[kind][(by_kind[kind].index(q) + 1) % len(by_kind[kind])] if len(by_kind[kind]) > 1 else by_kind["goal"][0]
        if q["id"] not in refs:
            refs.append(q["id"])
        return "[%s](ref:%s)" % (q["title"], q["id"])

    for p in pages:
        refs, out = [], []
        paras = r.randrange(1, 4)
        out.append("## 現状と課題\n")
        for n in range(paras):
            s = [sentence(r) for _ in range(r.randrange(2, 5))]
            k = r.choice(["indicator", "measure", "programme", "term"])
            s.insert(r.randrange(1, len(s) + 1), "詳しくは%sを参照のこと。" % ref(p, k, refs))
            if n == 0:
                s.append("特に**%s**を重点とし、達成状況を毎年度公表する。" % r.choice(ITEMS))
            out.append("".join(s) + "\n")
        out.append("## 主な取組\n")
        for n in range(r.randrange(3, 6)):
            tail = "（%s）" % ref(p, r.choice(["term", "case", "programme"]), refs) if n < 2 else ""
            out.append("- %s%s" % (r.choice(ITEMS), tail))
        out.append("\n## 年度別の進め方\n")
        out.append("| 年度 | 取組内容 | 担当 | 状況 |\n| --- | --- | --- | --- |")
        for n in range(r.randrange(3, 6)):
            out.append("| %d | %s | %s | %s |" % (2019 + n, r.choice(WORKS), r.choice(DEPTS), r.choice(STATES)))
        out.append("")
        p["body"] = "\n".join(out)
        p["links"] = refs


def make_plan(seed, no):
    r = random.Random("%s/%d" % (seed, no))
    plan, pages = build_pages(r, no)
    write_bodies(r, pages)
    return {"schema": SCHEMA, "plan": plan, "pages": pages}


def cmd_corpus(a):
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    for no in range(1, a.plans + 1):
        doc = make_plan(a.seed, no)
        with open(out / ("plan-%04d.json" % no), "w", encoding="utf-8") as f:
            json.dump(doc, f, ensure_ascii=False, separators=(",", ":"))
    print("plans %d, pages %d" % (a.plans, a.plans * (1 + sum(COUNTS.values()))))


def load(corpus, limit):
    files = sorted(Path(corpus).glob("plan-*.json"))
    if limit:
        files = files[:limit]
    if not files or (limit and len(files) < limit):
        sys.exit("gen_corpus: %s holds %d plans" % (corpus, len(files)))
    for f in files:
        with open(f, encoding="utf-8") as h:
            doc = json.load(h)
        if doc["schema"] != SCHEMA:
            sys.exit("gen_corpus: %s: schema %r" % (f, doc["schema"]))
        yield doc


# ------------------------------------------------------------------ emission


def url_of(plan, p):
    if p["kind"] == "plan":
        return "/%s/" % plan["id"]
    return "/%s/%s/%s/" % (plan["id"], DIRS[p["kind"]], p["id"])


def yaml_scalar(v):
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, float):
        return repr(v)
    if isinstance(v, int):
        return str(v)
    return json.dumps(v, ensure_ascii=False)


def yaml_map(d, ind=""):
    out = []
    for k, v in d.items():
        if isinstance(v, dict):
            out.append("%s%s:\n%s" % (ind, k, yaml_map(v, ind + "  ")))
        elif isinstance(v, list):
            if not v:
                out.append("%s%s: []\n" % (ind, k))
            elif isinstance(v[0], dict):
                out.append("%s%s:\n" % (ind, k))
                for e in v:
                    body = yaml_map(e, ind + "  ")
                    out.append(ind + "- " + body[len(ind) + 2:])
            else:
                out.append("%s%s: [%s]\n" % (ind, k, ", ".join(yaml_scalar(e) for e in v)))
        else:
            out.append("%s%s: %s\n" % (ind, k, yaml_scalar(v)))
    return "".join(out)


def front(plan, p, extra):
    d = {"title": p["title"], "kind": p["kind"], "id": p["id"], "plan": plan["id"], "parent": p["parent"],
         "summary": p["summary"], "links": p["links"]}
    d.update(p["data"])
    d.update(extra)
    return d


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def body_with_paths(plan, urls, body):
    return REF.sub(lambda m: "](%s)" % urls[m.group(1)], body)


def copy_skeleton(name, out):
    if out.exists():
        shutil.rmtree(out)
    shutil.copytree(HERE / "peers" / name, out)


def emit_hugo(plans, out, opts):
    """content/*.md with YAML front matter; the layouts are in peers/hugo."""
    copy_skeleton("hugo", out)
    if "naive" in opts:        # back-links looked up with `where`, as the usual recipe does
        shutil.copyfile(out / "variants" / "back-naive.html", out / "layouts" / "partials" / "back.html")
    shutil.rmtree(out / "variants")
    content = out / "content"
    for doc in plans:
        plan, root = doc["plan"], content / doc["plan"]["id"]
        urls = {p["id"]: url_of(plan, p) for p in doc["pages"]}
        for n, p in enumerate(doc["pages"]):
            d = front(plan, p, {"type": p["kind"], "weight": n or plan["no"]})
            d["ref_summary"] = d.pop("summary")          # .Summary is Hugo's own
            d["page_kind"] = d.pop("kind")
            if "relref" in opts:
                body = REF.sub(lambda m: "]({{< relref \"%s\" >}})" % urls[m.group(1)].rstrip("/"), p["body"])
            else:
                body = body_with_paths(plan, urls, p["body"])
            name = root / "_index.md" if p["kind"] == "plan" else root / DIRS[p["kind"]] / (p["id"] + ".md")
            write(name, "---\n%s---\n\n%s" % (yaml_map(d), body))
        for slug, title in INDEXES:
            write(root / slug / "_index.md", "---\n%s---\n" % yaml_map(
                {"title": title, "page_kind": slug, "id": slug, "plan": plan["id"], "parent": "top",
                 "ref_summary": plan["title"] + "の" + title, "type": slug, "weight": 1}))
    write(content / "_index.md", "---\n%s---\n" % yaml_map(
        {"title": HOME[0], "page_kind": "home", "id": "home", "plan": "", "parent": "", "ref_summary": HOME[1]}))


def emit_eleventy(plans, out, opts):
    """src/**/*.md with YAML front matter; layouts (Nunjucks) and config are in peers/eleventy."""
    copy_skeleton("eleventy", out)
    src = out / "src"
    for doc in plans:
        plan, root = doc["plan"], src / doc["plan"]["id"]
        urls = {p["id"]: url_of(plan, p) for p in doc["pages"]}
        for n, p in enumerate(doc["pages"]):
            d = front(plan, p, {"layout": p["kind"] + ".njk", "order": n or plan["no"]})
            name = root / "index.md" if p["kind"] == "plan" else root / DIRS[p["kind"]] / (p["id"] + ".md")
            write(name, "---\n%s---\n\n%s" % (yaml_map(d), body_with_paths(plan, urls, p["body"])))
        for slug, title in INDEXES:
            write(root / slug / "index.md", "---\n%s---\n" % yaml_map(
                {"title": title, "kind": slug, "id": slug, "plan": plan["id"], "parent": "top",
                 "summary": plan["title"] + "の" + title, "links": [], "layout": slug + ".njk", "order": 1}))
    write(src / "index.md", "---\n%s---\n" % yaml_map(
        {"title": HOME[0], "kind": "home", "id": "home", "plan": "", "parent": "", "summary": HOME[1],
         "links": [], "layout": "home.njk", "order": 0}))


def emit_raw(plans, out, opts):
    """What the parsers alone would read: bodies.md (all bodies), front.yaml (all front matter, one
    document each), and the same two with a 4-byte little-endian length before each piece (.bin)."""
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "bodies.md", "wb") as md, open(out / "front.yaml", "wb") as fm, \
            open(out / "bodies.bin", "wb") as mdb, open(out / "front.bin", "wb") as fmb:
        for doc in plans:
            plan = doc["plan"]
            urls = {p["id"]: url_of(plan, p) for p in doc["pages"]}
            for p in doc["pages"]:
                b = body_with_paths(plan, urls, p["body"]).encode()
                f = yaml_map(front(plan, p, {"order": p["order"]})).encode()
                md.write(b + b"\n")
                fm.write(b"---\n" + f)
                for h, x in ((mdb, b), (fmb, f)):
                    h.write(len(x).to_bytes(4, "little") + x)


KEIKAKU = {"plan": "plan", "goal": "goal", "measure": "goal", "programme": "programme",
           "indicator": "indicator", "case": "case", "term": "chapter"}


def fiscal(year):
    return "%d年度" % year


def keikaku_front(plan, p):
    """The page's front matter in our own names; a term is a chapter, so that it has a page and a body."""
    data, kind = p["data"], p["kind"]
    d = {"title": p["title"], "number": data.get("code") or str(p["order"])}
    if kind == "plan":
        d.update({"summary": p["summary"], "city": data["municipality"], "organisation": data["dept"],
                  "period": {"from": fiscal(data["from"]), "to": fiscal(data["to"])},
                  "status": "adopted", "levels": ["目標", "基本施策"], "status_rule": "linear3@1"})
    elif kind in ("goal", "measure"):
        d.update({"summary": p["summary"], "actors": [data["dept"]]})
        if kind == "measure":
            d["parent"] = p["parent"]
    elif kind == "programme":
        d.update({"description": p["summary"], "departments": [data["dept"]], "target": data["status"],
                  "placements": [{"goal": p["parent"], "number": data["code"]}],
                  "schedule": [{"year": fiscal(b["year"]), "text": str(b["amount"])} for b in data["budget"]]})
    elif kind == "indicator":
        base, final = data["baseline"], data["final"]
        d.update({"definition": p["summary"], "goal": p["parent"], "unit": data["unit"], "method": data["dept"],
                  "source": data["source"], "kind": "share" if data["unit"] == "％" else "level",
                  "want": "up" if final["value"] > base["value"] else "down",
                  "baseline": {"value": "%.1f" % base["value"], "year": fiscal(base["year"])},
                  "targets": [{"value": "%.1f" % t["value"], "year": fiscal(t["year"])}
                              for t in (data["interim"], final)]})
    elif kind == "case":
        d.update({"summary": p["summary"], "programme": p["parent"], "years": data["held"],
                  "place": data["place"], "actors": [data["dept"]], "notes": ["%d人" % data["people"]]})
    else:
        d.update({"summary": p["summary"], "notes": [data["reading"], data["dept"]]})
    return d


def emit_keikaku(plans, out, opts):
    """content/*/**/*.md with YAML front matter and actuals.csv; the theme is in peers/keikaku."""
    copy_skeleton("keikaku", out)
    for doc in plans:
        plan, root = doc["plan"], out / "content" / doc["plan"]["id"]
        kinds = {p["id"]: KEIKAKU[p["kind"]] for p in doc["pages"]}
        rows = ["indicator,year,value,note"]
        for p in doc["pages"]:
            body = REF.sub(lambda m: "](%s:%s)" % (kinds[m.group(1)], plan["id"] if m.group(1) == "top" else m.group(1)),
                           p["body"])
            kind = kinds[p["id"]]
            name = root / "plan.md" if kind == "plan" else root / (kind + "s") / (p["id"] + ".md")
            write(name, "---\n%s---\n\n%s" % (yaml_map(keikaku_front(plan, p)), body))
            if kind == "indicator":
                rows += ["%s,%s,%.1f,%s" % (p["id"], fiscal(a["year"]), a["value"], a["note"])
                         for a in p["data"]["actuals"]]
        write(root / "actuals.csv", "\n".join(rows) + "\n")


EMITTERS = {"hugo": emit_hugo, "eleventy": emit_eleventy, "raw": emit_raw, "keikaku": emit_keikaku}


def cmd_emit(a):
    opts = set(filter(None, (a.variant or "").split(",")))
    EMITTERS[a.target](load(a.corpus, a.plans), Path(a.out), opts)


# ------------------------------------------------------------ stat, compare


def html_files(root):
    for d, _, names in os.walk(root):
        for n in names:
            if n.endswith(".html"):
                yield os.path.join(d, n)


def cmd_stat(a):
    kinds, files, total, html_n, html_b = {}, 0, 0, 0, 0
    for d, _, names in os.walk(a.html):
        for n in names:
            size = os.path.getsize(os.path.join(d, n))
            files, total = files + 1, total + size
            if not n.endswith(".html"):
                continue
            html_n, html_b = html_n + 1, html_b + size
            rel = os.path.relpath(os.path.join(d, n), a.html).split(os.sep)
            if len(rel) == 1:
                k = "home"
            elif len(rel) == 2:
                k = "plan"
            elif len(rel) == 3 and rel[2] == "index.html":
                k = rel[1] + "/"
            else:
                k = rel[1]
            c = kinds.setdefault(k, [0, 0])
            c[0], c[1] = c[0] + 1, c[1] + size
    print("files %d bytes %d html %d html_bytes %d per_page %d" % (files, total, html_n, html_b, html_b // max(html_n, 1)))
    for k, (n, b) in sorted(kinds.items()):
        print("  %-12s n %6d  bytes/page %6d" % (k, n, b // n))


class Shape(html.parser.HTMLParser):
    """Tags with attributes and text, white space folded: two peers' pages should give the same list."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out = []

    def handle_starttag(self, tag, attrs):
        self.out.append("<%s %s>" % (tag, " ".join("%s=%s" % (k, re.sub(r"[\s;]+", " ", v or "").strip())
                                                   for k, v in sorted(attrs))))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag not in ("line", "circle", "polyline", "rect"):
            self.out.append("</%s>" % tag)

    def handle_data(self, data):
        t = re.sub(r"\s+", "", data)
        if t:
            if self.out and self.out[-1][0] == "\x00":
                self.out[-1] += t
            else:
                self.out.append("\x00" + t)


def shape(path):
    s = Shape()
    with open(path, encoding="utf-8") as f:
        s.feed(f.read())
    return s.out


NUM = re.compile(r"-?\d+\.\d+")


def same(x, y):
    """Equal, or equal but for a last decimal that the peers' printf rounds the other way."""
    if x == y:
        return True
    if NUM.sub("#", x) != NUM.sub("#", y):
        return False
    return all(abs(float(p) - float(q)) < 0.11 for p, q in zip(NUM.findall(x), NUM.findall(y)))


def cmd_compare(a):
    fa = {os.path.relpath(p, a.a) for p in html_files(a.a)}
    fb = {os.path.relpath(p, a.b) for p in html_files(a.b)}
    only = sorted(fa ^ fb)
    both = sorted(fa & fb)
    if a.sample and len(both) > a.sample:
        both = random.Random(0).sample(both, a.sample)
    bad = 0
    for rel in both:
        x, y = shape(os.path.join(a.a, rel)), shape(os.path.join(a.b, rel))
        if len(x) != len(y) or not all(map(same, x, y)):
            bad += 1
            if bad <= 3:
                for n, (p, q) in enumerate(zip(x, y)):
                    if not same(p, q):
                        print("%s: item %d\n  a: %s\n  b: %s" % (rel, n, p, q))
                        break
                else:
                    print("%s: lengths %d %d" % (rel, len(x), len(y)))
    print("pages in one only: %d %s; compared %d, different %d" % (len(only), only[:3], len(both), bad))
    sys.exit(1 if bad or only else 0)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="cmd", required=True)
    p = sub.add_parser("corpus")
    p.add_argument("--plans", type=int, required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--seed", default="1")
    p.set_defaults(fn=cmd_corpus)
    p = sub.add_parser("emit")
    p.add_argument("--target", choices=sorted(EMITTERS), required=True)
    p.add_argument("--corpus", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--plans", type=int, default=0)
    p.add_argument("--variant", default="")
    p.set_defaults(fn=cmd_emit)
    p = sub.add_parser("stat")
    p.add_argument("--html", required=True)
    p.set_defaults(fn=cmd_stat)
    p = sub.add_parser("compare")
    p.add_argument("--a", required=True)
    p.add_argument("--b", required=True)
    p.add_argument("--sample", type=int, default=0)
    p.set_defaults(fn=cmd_compare)
    a = ap.parse_args()
    a.fn(a)


if __name__ == "__main__":
    main()
