// Tests that start real programs mostly wait, so more of them run in parallel than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
