#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int ends[2] = {-1, -1};                       /* of a pipe: the reading one, the writing one */
static volatile sig_atomic_t requested, interrupted; /* by which signal; 0: none */

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
    interrupted = signal_number;
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
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND}, before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN) /* nohup */
        sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    return true;
}

bool stop_requested(void)
{
    return requested;
}

int stop_signal(void)
{
    return interrupted;
}

int stop_descriptor(void)
{
    return ends[0];
}
