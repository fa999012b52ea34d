// Timing, allocation and socket tests share two cores and one loopback: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
