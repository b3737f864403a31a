#include "sink_room.h"

static void
builds(void **state)
{
	(void)state;
	build("index.html=home b/a.html=A b/c/d.html=D empty=", 4, 0, 0);
	assert_looks("public", "public/\n"
	    "public/.keikaku=keikaku 1\n"
	    "b/a.html\nb/c/d.html\nempty\nindex.html\n\n"
	    "public/b/\npublic/b/a.html=A\n"
	    "public/b/c/\npublic/b/c/d.html=D\n"
	    "public/empty=\npublic/index.html=home\n");
}

static void
builds_an_empty_site(void **state)
{
	(void)state;
	build("", 0, 0, 0);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\n\n");
	build("a=1", 1, 0, 0);
	build("", 0, 0, 1);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\n\n");
}

static void
builds_into_an_empty_folder(void **state)
{
	ino_t public;

	(void)state;
	assert_int_equal(mkdir("public", 0750), 0);
	public = inode("public");
	build("a=1", 1, 0, 0);
	assert_int_equal(inode("public") == public, in_place);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
	assert_int_equal(mode("public"), 0750);
}

static void
touches_nothing_if_nothing_differs(void **state)
{
	char *before, *after;

	(void)state;
	build("index.html=home b/a.html=A b/c/d.html=D empty=", 4, 0, 0);
	write_file("public/CNAME", "example.jp");
	before = look(".", EVERYTHING);
	build("b/c/d.html=D empty= index.html=home b/a.html=A", 0, 4, 0);
	after = look(".", EVERYTHING);
	assert_string_equal(after, before);
	free(before);
	free(after);
}

static void
changes_what_differs(void **state)
{
	ino_t public, a, b, c;

	(void)state;
	build("a=1 x/b=2 x/c=3 y/z/d=4", 4, 0, 0);
	public = inode("public");
	a = inode("public/a");
	b = inode("public/x/b");
	c = inode("public/x/c");
	build("a=1 x/b=two x/c=4 e/f=5", 3, 1, 1);
	assert_looks("public", "public/\n"
	    "public/.keikaku=keikaku 1\na\ne/f\nx/b\nx/c\n\n"
	    "public/a=1\npublic/e/\npublic/e/f=5\n"
	    "public/x/\npublic/x/b=two\npublic/x/c=4\n");
	assert_int_equal(inode("public/a"), a);
	assert_int_not_equal(inode("public/x/b"), b);
	assert_int_not_equal(inode("public/x/c"), c);
	/* which shows by which of the two ways it came */
	assert_int_equal(inode("public") == public, in_place);
}

static void
removes_without_writing(void **state)
{
	(void)state;
	build("a=1 b/c=2 b/d=3", 3, 0, 0);
	build("a=1 b/d=3", 0, 2, 1);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb/d\n\n"
	    "public/a=1\npublic/b/\npublic/b/d=3\n");
	build("a=1", 0, 1, 1);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
}

static void
turns_files_into_folders_and_back(void **state)
{
	(void)state;
	build("a=1 b/c/d=2 b/e=3", 3, 0, 0);
	build("a/x/y=1 b=2", 2, 0, 3);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na/x/y\nb\n"
	    "\npublic/a/\npublic/a/x/\npublic/a/x/y=1\npublic/b=2\n");
	build("a=1 b/c/d=2 b/e=3", 3, 0, 2);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb/c/d\n"
	    "b/e\n\npublic/a=1\npublic/b/\npublic/b/c/\npublic/b/c/d=2\n"
	    "public/b/e=3\n");
}

static void
mends_what_somebody_changed(void **state)
{
	(void)state;
	build("a=1 b=2 c=3 d=4 e/f=5", 5, 0, 0);
	write_file("public/a", "by hand");
	assert_int_equal(unlink("public/b"), 0);
	assert_int_equal(unlink("public/c"), 0);
	assert_int_equal(symlink("../content/c", "public/c"), 0);
	write_file("content/c", "3");
	assert_int_equal(unlink("public/d"), 0);
	assert_int_equal(mkfifo("public/d", 0666), 0);
	assert_int_equal(unlink("public/e/f"), 0);
	assert_int_equal(rmdir("public/e"), 0);
	build("a=1 b=2 c=3 d=4 e/f=5", 5, 0, 0);
	assert_looks("public", "public/\n"
	    "public/.keikaku=keikaku 1\na\nb\nc\nd\ne/f\n\n"
	    "public/a=1\npublic/b=2\npublic/c=3\npublic/d=4\n"
	    "public/e/\npublic/e/f=5\n");
	/* what is not there any more need not be removed */
	assert_int_equal(unlink("public/e/f"), 0);
	build("a=1", 0, 1, 3);
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\n\n"
	    "public/a=1\n");
}

static void
keeps_what_it_did_not_make(void **state)
{
	ino_t cname, deep;

	(void)state;
	build("index.html=1 a/b.html=2 gone/x=3", 3, 0, 0);
	write_file("public/CNAME", "example.jp");
	write_file("public/.htaccess", "Deny");
	write_file("public/a/hand.html", "hand");
	assert_int_equal(mkdir("public/own", 0750), 0);
	assert_int_equal(mkdir("public/own/empty", 0701), 0);
	write_file("public/own/deep", "deep");
	write_file("public/gone/mine", "mine");
	assert_int_equal(symlink("nothing", "public/own/dead"), 0);
	assert_int_equal(symlink("own", "public/link"), 0);
	assert_int_equal(mkfifo("public/pipe", 0600), 0);
	cname = inode("public/CNAME");
	deep = inode("public/own/deep");
	build("index.html=one", 1, 0, 2);
	assert_looks("public", "public/\n"
	    "public/.htaccess=Deny\n"
	    "public/.keikaku=keikaku 1\nindex.html\n\n"
	    "public/CNAME=example.jp\n"
	    "public/a/\npublic/a/hand.html=hand\n"
	    "public/gone/\npublic/gone/mine=mine\n"
	    "public/index.html=one\n"
	    "public/link=->own\n"
	    "public/own/\npublic/own/dead=->nothing\n"
	    "public/own/deep=deep\npublic/own/empty/\n"
	    "public/pipe=\n");
	assert_int_equal(inode("public/CNAME"), cname);
	assert_int_equal(inode("public/own/deep"), deep);
	assert_int_equal(mode("public/own"), 0750);
	assert_int_equal(mode("public/own/empty"), 0701);
	assert_int_equal(mode("public/pipe"), 0600);
	/* and again with nothing of ours left beside it */
	build("", 0, 0, 1);
	assert_int_equal(inode("public/CNAME"), cname);
	assert_int_equal(inode("public/own/deep"), deep);
}

static void
does_not_overwrite_what_it_did_not_make(void **state)
{
	(void)state;
	build("a=1", 1, 0, 0);
	write_file("public/file", "foreign");
	assert_int_equal(mkdir("public/folder", 0777), 0);
	assert_int_equal(mkdir("public/full", 0777), 0);
	write_file("public/full/x", "foreign");
	assert_int_equal(symlink("content", "public/link"), 0);
	assert_int_equal(symlink("../content", "public/inside"), 0);
	build_fails("a=1 file=other", 1,
	    "public/file was not made by keikaku");
	build_fails("a=1 file/x=1", 1, "public/file was not made");
	build_fails("a=1 folder=1", 1, "public/folder was not made");
	build_fails("a=1 full=1", 2, "public/full/x was not made");
	build_fails("a=1 link=1", 1, "public/link was not made");
	build_fails("a=1 inside/x=1", 1, "[out-foreign]");
	assert_looks("content", "content/\n");
	/* through the link it looks the same */
	write_file("content/x", "1");
	build_fails("a=1 inside/x=1", 1, "[out-foreign]");
	build("a=1 file=foreign full/y=1", 1, 2, 0);
	assert_looks("public/full", "public/full/\npublic/full/x=foreign\n"
	    "public/full/y=1\n");
	/* what was the same has become ours */
	build("a=1", 0, 1, 2);
	assert_int_equal(access("public/file", F_OK), -1);
	assert_int_equal(access("public/full/x", F_OK), 0);
}

static void
sees_changes_under_its_hands(void **state)
{
	struct diags d = {0};
	struct sink *s;

	(void)state;
	build("a=1 b=2", 2, 0, 0);
	assert_non_null(s = open_at("public", &d));
	assert_true(put_all(s, "a=1 b=two", &d));
	assert_int_equal(unlink("public/a"), 0);
	assert_false(sink_commit(s, &d));
	sink_free(s);
	assert_says(&d, 1, "[file-busy]");
	assert_looks("public", "public/\npublic/.keikaku=keikaku 1\na\nb\n\n"
	    "public/b=2\n");
	assert_tidy();
	build("a=1 b=two", 2, 0, 0);
}

static void
sees_another_folder_in_its_place(void **state)
{
	struct diags d = {0};
	struct sink *s;

	(void)state;
	assert_non_null(s = open_at("public", &d));
	assert_true(put_all(s, "a=1", &d));
	assert_int_equal(mkdir("public", 0777), 0);
	write_file("public/mine", "mine");
	assert_false(sink_commit(s, &d));
	sink_free(s);
	assert_says(&d, 1, "[file-busy]");
	assert_looks("public", "public/\npublic/mine=mine\n");
	assert_tidy();
	assert_int_equal(unlink("public/mine"), 0);
	assert_non_null(s = open_at("public", &d));
	assert_true(put_all(s, "a=1", &d));
	assert_int_equal(rename("public", "old"), 0);
	/* another build must not take ours for something left behind */
	assert_null(open_at("public", &d));
	assert_says(&d, 1, "[file-busy]");
	assert_int_equal(mkdir("public", 0777), 0);
	write_file("public/mine", "mine");
	assert_false(sink_commit(s, &d));
	sink_free(s);
	assert_says(&d, 1, "[file-busy]");
	assert_looks("public", "public/\npublic/mine=mine\n");
	assert_tidy();
}

static void
keeps_modes(void **state)
{
	(void)state;
	umask(027);
	build("a=1 b/c=2", 2, 0, 0);
	assert_int_equal(mode("public"), 0750);
	assert_int_equal(mode("public/a"), 0640);
	assert_int_equal(mode("public/b"), 0750);
	assert_int_equal(mode("public/.keikaku"), 0640);
	assert_int_equal(chmod("public", 02775), 0);
	assert_int_equal(chmod("public/b", 0700), 0);
	assert_int_equal(chmod("public/a", 0600), 0);
	build("a=1 b/c=3", 1, 1, 0);
	assert_int_equal(mode("public"), 02775);
	assert_int_equal(mode("public/b"), 0700);
	assert_int_equal(mode("public/a"), 0600);
	assert_int_equal(mode("public/b/c"), 0640);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOTH(builds), BOTH(builds_an_empty_site),
		BOTH(builds_into_an_empty_folder),
		BOTH(touches_nothing_if_nothing_differs),
		BOTH(changes_what_differs), BOTH(removes_without_writing),
		BOTH(turns_files_into_folders_and_back),
		BOTH(mends_what_somebody_changed),
		BOTH(keeps_what_it_did_not_make),
		BOTH(does_not_overwrite_what_it_did_not_make),
		BOTH(sees_changes_under_its_hands),
		ONCE(sees_another_folder_in_its_place), BOTH(keeps_modes)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
