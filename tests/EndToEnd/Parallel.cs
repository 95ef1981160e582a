// Most of these tests wait for processes: with a class more than there are cores at work, no core waits.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
