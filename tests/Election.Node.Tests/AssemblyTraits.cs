// Tests that start real programs wait most of their time: more of them run side by side than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
