/* The simulation of bench_simulation.py as one would write it in C: two choices, FIFO pods with one worker, a binary
   heap of departures. No features: what the compiled kernel is measured against. */
#include <stdlib.h>

typedef struct { double finish_s, arrival_s; long pod, request; } Departure;

static int before(const Departure *a, const Departure *b) {
    if (a->finish_s != b->finish_s) return a->finish_s < b->finish_s;
    if (a->pod != b->pod) return a->pod < b->pod;
    return a->request < b->request;
}

static void push(Departure *heap, long size, Departure new) {
    long hole = size;
    while (hole > 0 && before(&new, &heap[(hole - 1) / 2])) {
        heap[hole] = heap[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap[hole] = new;
}

static void pop(Departure *heap, long size) { /* size: after the pop */
    Departure last = heap[size];
    long hole = 0, child = 1;
    while (child < size) {
        if (child + 1 < size && before(&heap[child + 1], &heap[child])) child++;
        if (!before(&heap[child], &last)) break;
        heap[hole] = heap[child];
        hole = child;
        child = 2 * hole + 1;
    }
    heap[hole] = last;
}

int two_choices(long requests, long pods, const double *gaps_s, const double *service_s, const double *draws,
                long width, double *finish_s, int *pod_of) {
    long size = 0, room = 1024;
    long *in_flight = calloc(pods, sizeof *in_flight);
    double *free_s = calloc(pods, sizeof *free_s), now = 0.0;
    Departure *heap = malloc(room * sizeof *heap);
    if (!in_flight || !free_s || !heap) return 1;
    for (long request = 0; request < requests; request++) {
        now += gaps_s[request];
        while (size > 0 && heap[0].finish_s <= now) {
            in_flight[heap[0].pod]--;
            pop(heap, --size);
        }
        const double *draw = draws + request * width;
        long first = (long)(draw[0] * pods), second = (long)(draw[1] * (pods - 1));
        if (second >= first && pods > 1) second++;
        long pod = in_flight[first] <= in_flight[second] ? first : second;
        free_s[pod] = (free_s[pod] > now ? free_s[pod] : now) + service_s[request];
        finish_s[request] = free_s[pod];
        pod_of[request] = pod;
        in_flight[pod]++;
        if (size == room) {
            Departure *larger = realloc(heap, 2 * room * sizeof *heap);
            if (!larger) return 1;
            heap = larger, room *= 2;
        }
        Departure new = {free_s[pod], now, pod, request};
        push(heap, size++, new);
    }
    free(in_flight), free(free_s), free(heap);
    return 0;
}
