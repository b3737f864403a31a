# Makes GitLab's Code Quality report (a part of the format of Code Climate;
# GitLab reads no SARIF there) of what keikaku check --format json prints:
#	jq -s -f scripts/quality.jq check.json
map({
	description: ([.message, .fix] | map(select(. != null)) | join(" ")),
	check_name: (.code // "note"),
	fingerprint,
	severity: {error: "major", warning: "minor", note: "info"}[.level],
	location: {path: (.path // "site.yaml"), lines: {begin: (.line // 1)}}
})
