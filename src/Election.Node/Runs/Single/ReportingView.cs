using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Screen;
using Election.Node.Talk.Language;
using Election.Voting.Core;

namespace Election.Node.Runs.Single;

/// <summary>A node's progress for the run it belongs to: JSON lines on standard output, and warnings on standard error.</summary>
internal sealed class ReportingView : INodeView
{
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly Func<NodeSnapshot, NodeProgress> _describe;
    private NodeProgress? _shown;

    public ReportingView(TextWriter output, TextWriter error, Func<NodeSnapshot, NodeProgress> describe)
    {
        _out = output;
        _error = error;
        _describe = describe;
    }

    /// <inheritdoc/>
    public void Show(NodeSnapshot snapshot)
    {
        NodeProgress progress = _describe(snapshot);
        if (progress == _shown)
            return;
        _shown = progress;
        _out.WriteLine(progress.ToLine());
    }

    /// <inheritdoc/>
    public void Say(Notice notice)
    {
        if (notice.Level != NoticeLevel.Info)
            _error.WriteLine(Words.Of(PlainView.Loud(notice)));
    }

    /// <inheritdoc/>
    public void Die(FaultSpec fault) => _out.WriteLine(new NodeCrash { Fault = fault.ToString() }.ToLine());
}
