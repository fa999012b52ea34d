using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Screen;
using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Runs.Single;

/// <summary>Reports a node's progress to its run: JSON lines on standard output, and warnings on standard error.</summary>
internal sealed class ReportingView : INodeView
{
    private readonly TextTerminal _terminal;
    private readonly Func<NodeSnapshot, NodeProgress> _describe;
    private NodeProgress? _shown;

    public ReportingView(TextTerminal terminal, Func<NodeSnapshot, NodeProgress> describe)
    {
        _terminal = terminal;
        _describe = describe;
    }

    /// <inheritdoc/>
    public void Show(NodeSnapshot snapshot)
    {
        NodeProgress progress = _describe(snapshot);
        if (progress == _shown)
            return;
        _shown = progress;
        _terminal.Out.WriteLine(progress.ToLine());
    }

    /// <inheritdoc/>
    public void Say(Notice notice)
    {
        if (notice.Level != NoticeLevel.Info)
            _terminal.Tell(PlainView.Loud(notice));
    }

    /// <inheritdoc/>
    public void Die(FaultSpec fault) => _terminal.Out.WriteLine(new NodeCrash { Fault = fault.ToString() }.ToLine());
}
