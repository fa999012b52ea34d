using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Runtime.Network;
using Election.Runtime.Records;
using Election.Runtime.Storage;
using Election.Runtime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Records;

/// <summary>One node holds the record of an election, another lacks it; they meet on loopback.</summary>
public sealed class RecordChannelTests : IDisposable
{
    private static readonly MemberId s_holder = MemberId.Parse("n1"), s_seeker = MemberId.Parse("n3");
    private static readonly ElectionTag s_election = new(0x00000000000A_0000), s_other = new(0x00000000000B_0000);

    private readonly TemporaryFolder _folder = new();
    private readonly MulticastOptions _network = Loopback.DrawOptions();
    private readonly TaskCompletionSource<ElectionRecord> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Inbox _ignored = new();

    public void Dispose()
    {
        _folder.Dispose();
        _ignored.Dispose();
    }

    [Fact]
    public async Task A_record_arrives_byte_for_byte_however_many_datagrams_are_lost()
    {
        byte[] transcript = [.. Enumerable.Range(0, 300_000).Select(at => (byte)(at * 31 + at / 512))];
        using RecordChannel holder = Open(s_holder, Shelf([1, 2, 3], transcript));
        using RecordChannel seeker = Open(s_seeker, Shelf(), "loss=20%");
        seeker.Seek(s_election, Take);
        holder.Start(new DatagramPool(), _ignored);
        seeker.Start(new DatagramPool(), _ignored);
        ElectionRecord found = await _found.Task.WaitAsync(Patience.Limit);
        Assert.Equal([1, 2, 3], found.Certificate.ToArray());
        Assert.Equal(transcript, found.Transcript.ToArray());
    }

    [Fact]
    public async Task A_record_that_proves_nothing_is_asked_for_again()
    {
        using RecordChannel holder = Open(s_holder, Shelf([1], [2]));
        using RecordChannel seeker = Open(s_seeker, Shelf());
        int offers = 0;
        seeker.Seek(s_election, record => ++offers > 1 && Take(record));
        holder.Start(new DatagramPool(), _ignored);
        seeker.Start(new DatagramPool(), _ignored);
        await _found.Task.WaitAsync(Patience.Limit);
        Assert.Equal(2, offers);
    }

    [Fact]
    public void Other_datagrams_pass_and_those_about_records_go_no_further()
    {
        using var inbox = new Inbox();
        using RecordChannel channel = Open(s_holder, Shelf([1], [2]));
        using MulticastChannel peer = Loopback.Open(_network);
        channel.Start(new DatagramPool(), inbox);
        peer.Start(new DatagramPool(), _ignored);
        peer.Send(Ask(s_election));
        peer.Send(Ask(s_other));
        peer.Send(Loopback.Datagram(s_seeker, 5));
        Assert.True(DatagramIdentity.TryPeek(inbox.Next().Bytes, out DatagramIdentity passed));
        Assert.Equal(FrameKind.Data, passed.Kind);
        Assert.Equal(0, inbox.Waiting);
    }

    [Fact]
    public void An_election_that_is_not_certified_here_is_not_handed_on()
    {
        string data = _folder["n1"];
        Directory.CreateDirectory(Path.Combine(data, s_election.Code));
        File.WriteAllText(Path.Combine(data, s_election.Code, TranscriptFile.NameOf(s_holder)), "lines");
        Assert.Null(new RecordShelf(data, s_holder, [s_election.Code]).RecordOf(s_election));
        Assert.Null(new RecordShelf(data, s_holder, []).RecordOf(s_election));
    }

    private bool Take(ElectionRecord record) => _found.TrySetResult(record);

    private byte[] Ask(ElectionTag election)
    {
        var bytes = new byte[DatagramHeader.SizeBytes + FrameHeader.SizeBytes + RecordAsk.SizeBytes + DatagramHeader.ChecksumBytes];
        new DatagramHeader(_network.Group.Tag, s_seeker.Tag, new Incarnation(1), Epoch.None) { Election = election }.Write(bytes);
        var writer = new SpanWriter(bytes.AsSpan(DatagramHeader.SizeBytes));
        writer.Byte((byte)FrameKind.RecordAsk);
        writer.UInt64(0);
        writer.Medium(new byte[RecordAsk.SizeBytes]);
        DatagramHeader.Seal(bytes);
        return bytes;
    }

    private RecordShelf Shelf() => new(_folder["none"], s_seeker, []);

    private RecordShelf Shelf(byte[] certificate, byte[] transcript)
    {
        string folder = Path.Combine(_folder["n1"], s_election.Code);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, DataFolder.CertificateName), certificate);
        File.WriteAllBytes(Path.Combine(folder, TranscriptFile.NameOf(s_holder)), transcript);
        return new RecordShelf(_folder["n1"], s_holder, [s_election.Code]);
    }

    private RecordChannel Open(MemberId id, RecordShelf shelf, params string[] faults)
    {
        IDatagramChannel inner = Loopback.Open(_network);
        if (faults.Length > 0)
            inner = new FaultyChannel(inner, new ReceiverFaults(FaultPlan.Read(faults, 7).OrThrow(), id.Tag), NullLogger.Instance);
        return new RecordChannel(inner, new DatagramHeader(_network.Group.Tag, id.Tag, new Incarnation(1), Epoch.None), shelf);
    }
}
