using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Storage;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Single;

/// <summary>A node that comes back to an earlier election completes that before it goes on to the one that it was started for.</summary>
internal sealed partial class NodeRun
{
    private EarlierPromise? _earlier;
    private FoundRecord? _found;

    /// <summary>True if the run completed an earlier election, and others wait for the next.</summary>
    public bool GoesOn { get; private set; }

    // The record that another node gave is kept; a record of this node's own is complete already.
    private bool HasCompleted(EarlierPromise earlier)
    {
        if (_found is var (election, record))
        {
            using var folder = DataFolder.Open(_settings.DataFolder);
            folder.Keep(election, _settings.Id, record);
            _talk(NoticeLevel.Warning, $"the earlier election ({election}) was certified by others, and its record is complete now in {
                folder.ElectionPath}: {_settings.Id} goes on to the next");
            return true;
        }
        NodeSnapshot snapshot = _core!.Snapshot();
        if (snapshot is not { Verdict: Verdict.Certified, IsFurtherElectionAwaited: true })
            return false;
        NodeResult.Write(_settings, _files, snapshot, Verdict.Certified);
        _talk(NoticeLevel.Warning, $"the earlier election ({earlier.Election}) is certified, and its record is complete in {
            Path.GetDirectoryName(_files.Certificate)}: {_settings.Id} goes on to the next");
        return true;
    }

    // A chair may have begun with fewer than are expected.
    private int ExpectedBy(NodeBirth birth, Manifest manifest) => birth.Earlier is not { Proposal.Members.Length: var members }
        || (manifest.Chair is not null && manifest.FirstDifference(_manifest) is null && members < _settings.Expect)
        ? _settings.Expect : members;

    private Manifest? EarlierManifest(NodeBirth birth)
    {
        if (birth.Earlier is not { } earlier || !Manifest.TryDecode(earlier.Proposal.Context.Span, out Manifest? manifest))
            return null;
        _earlier = earlier;
        return manifest;
    }
}
