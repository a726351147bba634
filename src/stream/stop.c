#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int ends[2] = {-1, -1}; /* of a pipe: the reading one, the writing one */
static volatile sig_atomic_t requested, interrupted;

void stop_request(void)
{
    const int error = errno;
    requested = 1;
    const ssize_t n = write(ends[1], "", 1);
    (void)n; /* a full pipe is readable as well */
    errno = error;
}

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
    stop_request();
}

bool stop_catch_signals(void)
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    struct sigaction on_int = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&on_int.sa_mask);
    sigaction(SIGINT, &on_int, NULL);
    signal(SIGPIPE, SIG_IGN);
    return true;
}

bool stop_requested(void)
{
    return requested;
}

bool stop_interrupted(void)
{
    return interrupted;
}

int stop_descriptor(void)
{
    return ends[0];
}
