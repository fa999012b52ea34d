using System.Globalization;
using System.Text;

namespace Election.Audit.Reading;

/// <summary>Writes JSON in its only valid form: docs/transcript.md, "Lines".</summary>
internal sealed class LineText
{
    private readonly StringBuilder _text = new("{");

    internal LineText Text(string field, string? value)
    {
        Field(field);
        Quote(value);
        return this;
    }

    internal LineText Number(string field, ulong? value)
    {
        Field(field);
        _text.Append(value?.ToString(CultureInfo.InvariantCulture) ?? "null");
        return this;
    }

    internal LineText Texts(string field, IReadOnlyList<string> values)
    {
        Field(field);
        _text.Append('[');
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0)
                _text.Append(',');
            Quote(values[i]);
        }
        _text.Append(']');
        return this;
    }

    internal LineText Numbers(string field, IReadOnlyList<long> values)
    {
        Field(field);
        _text.Append('[').AppendJoin(',', values).Append(']');
        return this;
    }

    /// <summary>Appends an array of objects, each written by <paramref name="write"/>.</summary>
    internal LineText Objects<T>(string field, IReadOnlyList<T> values, Action<LineText, T, int> write)
    {
        Field(field);
        _text.Append('[');
        for (int i = 0; i < values.Count; i++)
        {
            _text.Append(i > 0 ? ",{" : "{");
            write(this, values[i], i);
            _text.Append('}');
        }
        _text.Append(']');
        return this;
    }

    /// <summary>Returns the line as bytes, line feed included.</summary>
    internal byte[] Finish() => Encoding.UTF8.GetBytes(_text.Append("}\n").ToString());

    private void Field(string field)
    {
        if (_text[^1] != '{')
            _text.Append(',');
        Quote(field);
        _text.Append(':');
    }

    private void Quote(string? value)
    {
        if (value is null)
        {
            _text.Append("null");
            return;
        }
        string escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        _text.Append('"').Append(escaped).Append('"');
    }
}
