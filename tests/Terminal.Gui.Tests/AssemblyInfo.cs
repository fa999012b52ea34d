// Glyphs and defaults belong to the process, in the package too.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
