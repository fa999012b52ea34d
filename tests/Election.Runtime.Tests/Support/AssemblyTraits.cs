// Nearly all of these tests wait for sockets, disks and timers; what they count, the machine does not change.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
