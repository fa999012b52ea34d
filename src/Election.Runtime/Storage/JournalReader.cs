namespace Election.Runtime.Storage;

/// <summary>
/// Reads a journal back and tells an interrupted write from lost promises. The writer only appends, so an interruption can leave damage
/// only at the end: damage with a complete record anywhere after it is not an interruption. This holds even for a record whose length is
/// damaged, because later records are looked for at every byte.
/// </summary>
public static class JournalReader
{
    /// <summary>Reads a journal file.</summary>
    /// <exception cref="StartRefusedException">The file exists and cannot be read.</exception>
    public static JournalReading ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return JournalReading.None;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the journal {path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Reads a journal's bytes. The records share their memory.</summary>
    public static JournalReading Read(ReadOnlyMemory<byte> file)
    {
        JournalCondition header = JournalFormat.ReadHeader(file.Span, out ulong salt);
        if (header == JournalCondition.Missing)
            return JournalReading.None with { LostBytes = file.Length };
        if (header != JournalCondition.Intact)
            return new JournalReading(header, [], 0, file.Length);
        var records = new List<JournalRecord>();
        int position = JournalFormat.HeaderBytes;
        while (JournalFormat.TryReadRecord(file.Span[position..], salt, out var kind, out int recordBytes))
        {
            int content = position + JournalFormat.RecordHeaderBytes;
            position += recordBytes;
            records.Add(new JournalRecord(kind, file[content..position]));
        }
        return new JournalReading(ConditionOf(file.Span[position..], salt), records, position, file.Length - position);
    }

    private static JournalCondition ConditionOf(ReadOnlySpan<byte> rest, ulong salt)
    {
        if (rest.IsEmpty)
            return JournalCondition.Intact;
        for (int i = 1; i < rest.Length; i++)
        {
            if (JournalFormat.TryReadRecord(rest[i..], salt, out _, out _))
                return JournalCondition.Damaged;
        }
        return JournalCondition.TornTail;
    }
}
