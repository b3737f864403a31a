#include "model/folder.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/pool.h"
#include "model/load.h"
#include "model/naming.h"

/* ---- files by folder ----------------------------------------------------- */

static struct folder *
folder_of(struct arena *a, struct map *by_id, struct folders *all,
    const struct file *f)
{
	struct folder *one = map_get(by_id, f->plan);

	if (one != NULL)
		return one;
	one = &all->items[all->n++];
	*one = (struct folder){.id = f->plan, .arena.pages = true,
	    .settled = true, .stamp = 14695981039346656037u};
	map_put(by_id, a, f->plan, one);
	return one;
}

static uint64_t
mix(uint64_t h, uint64_t with)
{
	return (h ^ with) * 1099511628211u;
}

static void
add_file(struct arena *a, struct folder *one, struct file *f)
{
	for (const char *p = f->path; *p != '\0'; p++)
		one->stamp = mix(one->stamp, (unsigned char)*p);
	one->stamp = mix(one->stamp, f->stamp);
	one->settled = one->settled && f->settled;
	one->files = ARENA_MORE(a, one->files, one->n);
	one->files[one->n++] = f;
}

void
folder_list(struct arena *a, struct file *files, size_t n,
    struct folders *all)
{
	struct map by_id = {0};

	*all = (struct folders){ARENA_NEWN(a, struct folder, n + 1), 0};
	for (size_t i = 0; i < n; i++)
		add_file(a, folder_of(a, &by_id, all, &files[i]), &files[i]);
}

/* ---- reading on threads --------------------------------------------------- */

struct job {
	struct file *file;
	size_t place;           /* of its folder, among those to be read */
};

struct reading {
	struct folder **folders;
	size_t nfolders, nworkers, njobs;
	struct job *jobs;
	struct arena *arenas;   /* for each folder one of each worker */
	struct diags *diags;    /* too */
};

/* what was read lives longer than the list of files */
static void
own(struct folder *one)
{
	struct arena *a = &one->arena;
	struct file *f;

	one->id = str_copy(a, one->id);
	for (size_t i = 0; i < one->n; i++) {
		f = one->files[i];
		f->path = str_copy(a, str_of(f->path)).p;
		f->plan = str_copy(a, f->plan);
		f->name = str_copy(a, f->name);
	}
}

static void
begin(struct reading *r, const struct folders *all)
{
	size_t nfiles = 0;

	r->folders = memory_new(all->n, sizeof(*r->folders));
	for (size_t i = 0; i < all->n; i++)
		if (!all->items[i].read) {
			r->folders[r->nfolders++] = &all->items[i];
			nfiles += all->items[i].n;
		}
	r->arenas = memory_new(r->nfolders * r->nworkers, sizeof(*r->arenas));
	r->diags = memory_new(r->nfolders * r->nworkers, sizeof(*r->diags));
	r->jobs = memory_new(nfiles, sizeof(*r->jobs));
	for (size_t i = 0; i < r->nfolders * r->nworkers; i++)
		r->arenas[i].pages = true;
	for (size_t i = 0; i < r->nfolders; i++) {
		own(r->folders[i]);
		for (size_t k = 0; k < r->folders[i]->n; k++)
			r->jobs[r->njobs++] = (struct job){
			    r->folders[i]->files[k], i};
	}
}

static void
read_one(void *ctx, size_t worker, size_t i)
{
	const struct reading *r = ctx;
	const size_t at = r->jobs[i].place * r->nworkers + worker;

	load_read(&r->arenas[at], r->jobs[i].file, &r->diags[at]);
}

/* the arenas of the workers live on as one */
static void
end(struct reading *r)
{
	struct folder *one;

	for (size_t i = 0; i < r->nfolders; i++) {
		one = r->folders[i];
		for (size_t w = 0; w < r->nworkers; w++) {
			arena_join(&one->arena, &r->arenas[i * r->nworkers + w]);
			diags_merge(&one->diags,
			    &r->diags[i * r->nworkers + w]);
		}
		one->read = true;
		naming_list(one);
	}
	free(r->folders);
	free(r->arenas);
	free(r->diags);
	free(r->jobs);
}

void
folder_read(const struct folders *all, size_t nworkers)
{
	struct reading r = {.nworkers = nworkers};

	begin(&r, all);
	pool_run(nworkers, r.njobs, read_one, &r);
	end(&r);
}
