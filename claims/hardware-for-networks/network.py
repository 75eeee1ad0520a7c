"""Messages between machines, each with one port out and one port in, simulated message by message.

A message takes `latency` + size / `bandwidth`; it holds the sender's port out and the
receiver's port in while it is on the wire.  Patarasuk and Yuan 2009 give the ring.
"""

import numpy as np


def hop(ready, free, size, bandwidth, latency):
    """When messages that are `ready` at these times arrive over one link, one after the other."""
    arrivals = np.empty_like(ready)
    for index, time in enumerate(ready):
        free = max(time, free) + size / bandwidth
        arrivals[index] = free + latency
    return arrivals


def one_by_one(nodes, size, bandwidth, latency, ready=0.0):
    """All nodes send to, or hear from, one port of a server, in turn: when the last is done."""
    return hop(np.full(nodes, ready), ready, size, bandwidth, latency)[-1]


def tree(nodes, size, bandwidth, latency, chunks=256, ready=0.0):
    """A binary tree of switches that copy downwards (or add up upwards) piece by piece.

    A switch passes a piece on when it has it, over a port for each link, so that all
    links of one level are alike and one path through the levels is enough.
    """
    arrivals = np.full(chunks, ready)
    for _ in range(1 + int(np.ceil(np.log2(nodes)))):
        arrivals = hop(arrivals, ready, size / chunks, bandwidth, latency)
    return arrivals[-1]


def binomial(nodes, size, bandwidth, latency, ready=0.0):
    """Whoever has the whole message sends it on, each to one who has not, until all have it."""
    free = [ready]  # for each machine that has it, when its port out is free; the server first
    while len(free) <= nodes:
        order = sorted(range(len(free)), key=free.__getitem__)
        for sender in order[: nodes + 1 - len(free)]:
            free[sender] += size / bandwidth + latency
            free.append(free[sender])
    return max(free)


def ring(nodes, size, bandwidth, latency, ready=0.0):
    """An all-reduce: pieces go round a ring twice, first added up and then handed out."""
    piece = size / nodes
    arrived, out_free, in_free = (np.full(nodes, ready) for _ in range(3))
    for _ in range(2 * (nodes - 1)):
        start = np.maximum(np.maximum(arrived, out_free), np.roll(in_free, -1))
        out_free = start + piece / bandwidth
        in_free = np.roll(out_free, 1)
        arrived = in_free + latency
    return float(arrived.max())


def exchange(scheme, nodes, size, bandwidth, latency, chunks=256):
    """Seconds until gradients of `nodes` machines are added up and new weights are everywhere.

    star: one port of a server for everybody, both ways.  broadcast: weights down a copying
    tree, gradients one by one into one port.  tree: copied down and added up on the way.
    binomial: whole messages passed on by the machines themselves, both ways.  ring: all-reduce.
    """
    wire = (size, bandwidth, latency)
    if scheme == "ring":
        return ring(nodes, *wire)
    if scheme == "binomial":
        return binomial(nodes, *wire, ready=binomial(nodes, *wire))
    up = tree(nodes, *wire, chunks) if scheme == "tree" else one_by_one(nodes, *wire)
    if scheme == "star":
        return one_by_one(nodes, *wire, ready=up)
    return tree(nodes, *wire, chunks, ready=up)
