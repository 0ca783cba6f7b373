/* SPDX-License-Identifier: Apache-2.0 */
/* watch.c: reading and subtracting /proc samples. */
#include "watch.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int read_text(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return -1;
    }
    size_t length = fread(text, 1, size - 1, file);
    fclose(file);
    text[length] = '\0';
    return length == 0 ? -1 : 0;
}

static int read_process(int pid, struct watch_sample *out)
{
    char path[64];
    char text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    if (read_text(path, text, sizeof text) != 0) {
        return -1;
    }
    /* pid (name) state and ten more fields, then utime and stime; the name may hold anything. */
    char *fields = strrchr(text, ')');
    unsigned long long user;
    unsigned long long system;
    if (fields == NULL ||
        sscanf(fields + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &user,
               &system) != 2) {
        return -1;
    }
    out->user_ticks = user;
    out->system_ticks = system;
    return 0;
}

/* Leaves out what JSON would have to escape. */
static void copy_name(char *out, const char *name)
{
    size_t length = 0;
    for (; *name != '\0' && *name != '\n' && length < WATCH_NAME_BYTES - 1; name++) {
        if (isprint((unsigned char)*name) && *name != '"' && *name != '\\') {
            out[length++] = *name;
        }
    }
    out[length] = '\0';
}

static void read_thread(int pid, int tid, struct watch_sample *out)
{
    char path[64];
    char text[256];
    unsigned long long run;
    unsigned long long wait;
    if (out->threads_count == WATCH_THREADS_MAX) {
        return;
    }
    struct watch_thread *thread = &out->threads[out->threads_count];
    snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", pid, tid);
    if (read_text(path, text, sizeof text) != 0 || sscanf(text, "%llu %llu", &run, &wait) != 2) {
        return;
    }
    snprintf(path, sizeof path, "/proc/%d/task/%d/comm", pid, tid);
    if (read_text(path, text, sizeof text) != 0) {
        return;
    }
    thread->tid = tid;
    thread->run_nanos = run;
    thread->wait_nanos = wait;
    copy_name(thread->name, text);
    out->threads_count++;
}

int watch_read(int pid, struct watch_sample *out)
{
    memset(out, 0, sizeof *out);
    if (read_process(pid, out) != 0) {
        return -1;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) {
        return -1;
    }
    for (struct dirent *entry; (entry = readdir(tasks)) != NULL;) {
        if (entry->d_name[0] != '.') {
            read_thread(pid, atoi(entry->d_name), out);
        }
    }
    closedir(tasks);
    return 0;
}

static struct watch_thread before(const struct watch_sample *first, int tid)
{
    for (uint32_t i = 0; i < first->threads_count; i++) {
        if (first->threads[i].tid == tid) {
            return first->threads[i];
        }
    }
    return (struct watch_thread){.tid = tid};
}

void watch_print(FILE *out, const struct watch_sample *first, const struct watch_sample *last)
{
    unsigned long long tick_micros = 1000000ull / (unsigned long long)sysconf(_SC_CLK_TCK);
    fprintf(out, "{\"user_us\":%llu,\"system_us\":%llu,\"threads\":[",
            (last->user_ticks - first->user_ticks) * tick_micros,
            (last->system_ticks - first->system_ticks) * tick_micros);
    const char *separator = "";
    for (uint32_t i = 0; i < last->threads_count; i++) {
        const struct watch_thread *thread = &last->threads[i];
        struct watch_thread start = before(first, thread->tid);
        if (thread->run_nanos == start.run_nanos) {
            continue;
        }
        fprintf(out, "%s{\"tid\":%d,\"name\":\"%s\",\"run_us\":%.1f,\"wait_us\":%.1f}", separator,
                thread->tid, thread->name, (double)(thread->run_nanos - start.run_nanos) / 1e3,
                (double)(thread->wait_nanos - start.wait_nanos) / 1e3);
        separator = ",";
    }
    fprintf(out, "]}");
}
