#!/bin/sh
# What keikaku new makes: once 〇〇 and ● are filled in, it builds and checks
# without a word; until then it is no release.  What is there stays as it is.
. tests/tap.sh
repository=$PWD
cd "$tmp" || exit 1

# STATUS PATTERN ARGUMENTS...: new ends so; the pattern is on either stream
new() {
	want=$1 pattern=$2
	shift 2
	timeout 60 "$keikaku" new "$@" --lang en >"$tmp/o" 2>&1 </dev/null
	got=$?
	[ $got -eq "$want" ] && grep -q -e "$pattern" "$tmp/o" || {
		echo "exit status $got: keikaku new $*"
		cat "$tmp/o"
		return 1
	}
}
clean() {
	rm -rf "$tmp/filled"
	cp -R . "$tmp/filled"
	find "$tmp/filled" \( -name '*.md' -o -name '*.yaml' \) \
	    -exec sed -i 's/from: 令和〇〇年度, to: 令和〇〇年度/from: 令和6年度, to: 令和10年度/; s/〇〇/緑/g; s/●/50/g' {} +
	"$keikaku" check --strict --lang en "$tmp/filled" >"$tmp/o" 2>&1 &&
	    "$keikaku" build --lang en "$tmp/filled" >>"$tmp/o" 2>&1 &&
	    grep -q ' 0 warnings' "$tmp/o" || {
		cat "$tmp/o"
		return 1
	}
}
# FILE TEXT: is the line there?
has() {
	grep -qxF -e "$2" "$1" || {
		cat "$1"
		return 1
	}
}

check 'new site' new 0 site.yaml site site --title 'A: "B"'
cd site || exit 1
check 'its title' has site.yaml 'title: "A: \"B\""'
check 'as of today' grep -q '^as_of: 令和[0-9]*年[0-9]*月[0-9]*日 ' site.yaml
check 'its schemas' test -s .keikaku/schema/indicator.json
check 'new plan' new 0 plan.md plan town --title 緑の計画 --city 緑
check 'its title and city' has content/town/plan.md 'title: 緑の計画'
check 'its city' has content/town/plan.md 'city: 緑'
check 'which is clean' clean
# LEVEL COMMAND...: each file that is to be filled in is told, and no more
told() {
	level=$1
	shift
	"$keikaku" "$@" --lang en 2>&1 | grep '^[^ ]*:[0-9]' >"$tmp/o"
	cut -d: -f1 "$tmp/o" | sort -u >"$tmp/told"
	grep -lr '〇〇\|●' content site.yaml | sort | cmp - "$tmp/told" &&
	    ! grep -v ": $level: a value is still open: .* \[placeholder\]$" "$tmp/o"
}
check 'what is to be filled in' told warning check
check 'is no release' told error build --release

# ---- entities ------------------------------------------------------------------

for kind in goal programme indicator term event; do
	check "new $kind" new 0 "content/town/${kind}s.yaml" $kind "new-$kind"
	check "new $kind: its id" has "content/town/${kind}s.yaml" \
	    "- id: new-$kind"
done
for kind in survey case chapter; do
	check "new $kind" new 0 "content/town/${kind}s/new-$kind.md" $kind \
	    "town/new-$kind"
done
check 'new document without a file' new 2 files/ document paper
mkdir content/town/files
printf '%%PDF-1.4\n' >'content/town/files/その1, 案.pdf'
check 'new document' new 0 documents.yaml document paper
check 'its file' has content/town/documents.yaml '  file: "その1, 案.pdf"'
check 'no file is left' new 2 files/ document another
check 'new actual, where there is a sheet' new 2 'there already' actual
mv content/town/actuals.csv .
check 'new actual' new 0 content/town/actuals.csv actual town
actuals() {
	grep -q '^volunteers,令和8年度,,－,,not counted yet,' \
	    content/town/actuals.csv &&
	    grep -q '^new-indicator,' content/town/actuals.csv
}
check 'a row for each indicator' actuals
check 'new evaluation' new 0 evaluations.yaml evaluation
check 'new update' new 0 updates.yaml update town --title 'Data: added'
check 'its text' has content/town/updates.yaml '  text: "Data: added"'
check 'new page' new 0 content/pages/about.md page about
check 'all of it is clean' clean
check 'all of it is to be filled in' told error check --release
modelines() {
	for file in site.yaml content/*/*.yaml; do
		schema=$(sed -n '1s/^# yaml-language-server: $schema=//p' "$file")
		[ -n "$schema" ] && [ -s "$(dirname "$file")/$schema" ] || {
			echo "$file: $schema"
			return 1
		}
	done
}
check 'each list names its schema, which is there' modelines
keys() {
	for word in definition reading synonyms see; do
		grep -q "^#   $word" content/town/terms.yaml || return 1
	done
}
check 'a new list tells what can be written' keys

# ---- what is there ------------------------------------------------------------------

check 'an id that is there' new 2 'goals.yaml' indicator town/new-goal
check 'an id of a file of its own' new 2 'new-case.md' term new-case
check 'a plan that is there' new 2 'there already' plan town
check 'a plan that is not' new 2 'no such plan' goal city/x
check 'an id that is none' new 2 'a-z 0-9' goal 'town/Ä'
check 'no id' new 2 'a-z 0-9' goal
check 'a kind that cannot be started' new 2 'new makes' city x
check '--from-csv is for plans' new 2 'for a plan' goal x --from-csv y
check '--city is for plans' new 2 'for a plan' goal x --city y
check 'text that is none' new 2 UTF-8 goal x --title "$(printf '\377')"
check 'a title of two lines' new 2 UTF-8 goal x --title 'a
b'
for title in 'A：B' '- a' '~' 'a: b' '[a]' '"a"' "it's" '100%' '# x' ' a ' \
    'true' '2030' '※' 'a\b'; do
	check "the title $title" new 0 . term t --title "$title"
	check "the title $title: a term that is good" clean
	sed -i '/^- id: t$/,$d' content/town/terms.yaml
done
printf -- '# 初め\n\n  - id: a\n    title: A   # one\n# end' >list
mv content/town/terms.yaml terms
cp list content/town/terms.yaml
{
	cat list
	printf '\n  - id: b\n    title: B\n    definition: 〇〇（用語の意味を書きます。）\n'
} >want
check 'a list with blanks and comments' new 0 terms.yaml term b --title B
check 'stays as it is' cmp want content/town/terms.yaml
check 'its mode too' new 0 . term c
{
	printf '\357\273\277'
	cat terms
} >content/town/terms.yaml
check 'a list with a BOM' new 0 terms.yaml term b --title B
check 'is one of one more' has content/town/terms.yaml '- id: b'
sed 's/$/\r/' terms >content/town/terms.yaml
check 'a list with CRLF' new 0 terms.yaml term b --title B
crlf() {
	! grep -v "$(printf '\r')$" content/town/terms.yaml
}
check 'has it to the end' crlf
printf '# nothing yet\n' >content/town/terms.yaml
check 'a list of comments' new 0 terms.yaml term b --title B
check 'is one of one' has content/town/terms.yaml '- id: b'
for text in '[]' '[{id: a, title: A}]' 'a: b'; do
	echo "$text" >content/town/terms.yaml
	check "no list to add to: $text" new 2 'terms.yaml' term new
	check "$text stays" has content/town/terms.yaml "$text"
done
echo '- "a' >content/town/terms.yaml
check 'a list that is broken' new 1 'terms.yaml:1' term new
check 'stays so' has content/town/terms.yaml '- "a'
mv terms content/town/terms.yaml
cp list content/town/cases.yaml
check 'a case, where there is a list of them' new 0 cases.yaml case b
rm content/town/cases.yaml

# ---- where ---------------------------------------------------------------------------

cd content/town/cases || exit 1
check 'inside of the plan' new 0 ../../../content/town/goals.yaml goal deep \
    --title Deep
check 'a plan is for the site' new 2 site.yaml plan other
cd "$tmp/site" || exit 1
check 'a second plan' new 0 plan.md plan second
check 'a plan must be named then' new 2 'name the plan' goal x
check 'or be around' sh -c "cd content/second && '$keikaku' new goal x"
check 'clean still' clean
cd "$tmp" || exit 1
check 'no site at all' new 2 site.yaml goal x
cd site || exit 1
rm -r .keikaku
check 'schemas come back' new 0 . goal second/y
check 'they do' test -s .keikaku/schema/goal.json

# ---- a terminal --------------------------------------------------------------------------

never() {
	printf 'typed\n' | "$keikaku" new term second/never --lang en >"$tmp/o" 2>&1
	grep -q '\[' "$tmp/o" && return 1
	! grep -q typed content/second/terms.yaml
}
check 'nothing is asked without a terminal' never
# what is typed comes from a terminal of its own
asked() {
	printf 'みどりの計画\nみどりの市\n' |
	    script -qec "'$keikaku' new plan asked --lang en" /dev/null >"$tmp/o"
	grep -q 'Title of the plan' "$tmp/o" && has content/asked/plan.md \
	    'title: みどりの計画' && has content/asked/plan.md 'city: みどりの市'
}
not_asked() {
	printf 'typed\n' | script -qec \
	    "'$keikaku' new plan flags --city x --lang en" /dev/null >"$tmp/o"
	! grep -q 'Title of' "$tmp/o" && ! grep -q typed content/flags/plan.md
}
if command -v script >"$tmp/o"; then
	check 'in a terminal what is missing is asked for' asked
	check 'but not with a flag' not_asked
else
	ok 'in a terminal # SKIP no script(1)'
fi
rm -rf content/asked content/flags content/second

# ---- from a sheet ---------------------------------------------------------------------------

cat >sheet.csv <<'END'
番号,指標名,担当課,単位,基準値（令和5年度）,中間目標値(R8),目標値(令和10年度),令和６年度実績,実績 令和7年度,出典
1-①,見守り訪問の件数,福祉課,件,"1,234",,1500以上,1300,－,業務統計
2,待機児童数,子ども課,人,25,10,0,18,12,
3,"満足: している市民の割合",企画課,％,50.7,,60.0,52.1,,調査
END
check 'a plan from a sheet' new 0 actuals.csv plan sheet --from-csv sheet.csv
check 'which column was not read' has "$tmp/o" \
    'keikaku: columns that were not read: 担当課'
check 'a reason that nobody gave' grep -q '1 cells: I2' "$tmp/o"
check 'it is clean' clean
i=content/sheet/indicators.yaml
check 'its titles' has $i '  title: "満足: している市民の割合"'
check 'its baseline' has $i '  baseline: "1,234（令和5年度）"'
check 'its targets' has $i '  targets: ["10（R8）", "0（令和10年度）"]'
check 'its direction' has $i \
    '  want: down  # 基準値と目標値から。確かめてください'
check 'its source' has $i '  source: 業務統計'
cat >want <<'END'
指標,年度,値,理由
indicator-1,令和6年度,1300,
indicator-1,令和7年度,－,元の表に値がありません
indicator-2,令和6年度,18,
indicator-2,令和7年度,12,
indicator-3,令和6年度,52.1,
END
sed -i 's/$/\r/' want
check 'its actuals' cmp want content/sheet/actuals.csv
iconv -f UTF-8 -t CP932 sheet.csv >cp932.csv
check 'a sheet in CP932' new 0 actuals.csv plan cp932 --from-csv cp932.csv
check 'is the same' cmp want content/cp932/actuals.csv
# as a spreadsheet keeps 54.1％
printf '指標名,単位,基準値（令和5年度）,目標値（令和10年度）\nあ,％,0.541,60\n' \
    >share.csv
check 'a share that is a fraction' new 0 '[fraction]' plan share \
    --from-csv share.csv
check 'is told where it stands' grep -qF 'share.csv:2:5: warning: cell C2' "$tmp/o"
rm -rf content/share
printf '指標名,目標値（令和10年度）\nあ,abc\n,5件\n' >bad.csv
check 'a sheet with mistakes' new 1 'bad.csv:2:3: error' plan bad \
    --from-csv bad.csv
check 'a missing name' has "$tmp/o" \
    "bad.csv:3:1: error: cell A3: the cell of '指標名' is empty [key-missing]"
check 'makes nothing' test ! -e content/bad
cat >bad.csv <<'END'
指標の一覧,,,
（令和7年度）,,,
指標名,単位,基準値,年度,目標値,年度
利用者数,人,1200,令和5年度,1500,令和10年度
※令和7年4月現在,,,
,合計,,5
END
check 'lines above the header' new 1 'line 3 seems to be' plan bad \
    --from-csv bad.csv
sed -i 1,2d bad.csv
check 'lines below the rows' new 1 'bad.csv:3:1: .*no indicator' plan bad \
    --from-csv bad.csv
check 'all of them' grep -q 'bad.csv:4:1: .*no indicator' "$tmp/o"
sed -i 3,4d bad.csv
check 'years in columns of their own' new 0 plan.md plan years \
    --from-csv bad.csv
check 'the year of the baseline' has content/years/indicators.yaml \
    '  baseline: "1200（令和5年度）"'
check 'the year of the target' has content/years/indicators.yaml \
    '  targets: ["1500（令和10年度）"]'
check 'its period is open' sh -c "'$keikaku' check --lang en 2>&1 |
    grep -q 'years/plan.md:5:.*placeholder'"
rm -r content/years
printf '指標名,単位,令和6年度実績\n利用者数,人,3（令和2年度）\n' >bad.csv
check 'a value of another year than its column' new 1 \
    "bad.csv:2:8: error: cell C2: .*figure-years" plan bad --from-csv bad.csv
check 'makes nothing either' test ! -e content/bad
printf '指標名,単位,令和6年度実績\n利用者数,人,3（R6年度）\n' >bad.csv
check 'a value of the same year' new 0 actuals.csv plan same --from-csv bad.csv
check 'has no error' sh -c "'$keikaku' check 2>&1 |
    grep -q 'エラー0件'"
rm -r content/same
printf 'PK\003\004\024' >bad.csv
check 'a sheet of Excel' new 1 'Excel file' plan bad --from-csv bad.csv
printf 'x,y\n1,2\n' >bad.csv
check 'a sheet of something else' new 1 'no column' plan bad --from-csv bad.csv
check 'a sheet that is not there' new 3 none.csv plan bad --from-csv none.csv

cp -R "$repository/tests/sites/town/content/old" content/
cp -R "$repository/tests/sites/town/content/town" content/more
check 'an addition to a whole plan' new 0 indicators.yaml indicator \
    more/another
check 'is read' sh -c "'$keikaku' check --lang en 2>&1 |
    grep 'more/indicators.yaml.*error' | grep -qv placeholder && exit 1
    exit 0"
plan
