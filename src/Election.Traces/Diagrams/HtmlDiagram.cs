using System.Globalization;
using System.Text;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Traces.Diagrams;

/// <summary>
/// Writes one self-contained HTML page with the verdicts, the diagram and a table of the events. Pointing at a message highlights it alone.
/// </summary>
public static class HtmlDiagram
{
    private const string Style = """
        body{font:14px/1.45 system-ui,"DejaVu Sans",sans-serif;margin:24px;color:#222;background:#fff}
        h1{font-size:20px}h2{font-size:16px;margin-top:28px}table{border-collapse:collapse}
        td,th{padding:3px 12px 3px 0;text-align:left;vertical-align:top}
        .holds::before{content:"✓ "}.violated::before{content:"✗ "}.vacuous::before{content:"– "}
        .holds{color:#1b6e3c}.violated{color:#b3261e;font-weight:bold}.vacuous{color:#666}.picture{overflow-x:auto}
        .events{font:12px "DejaVu Sans Mono",Consolas,monospace}
        .notice{font-weight:bold}.faded{opacity:.12}code{font:12px "DejaVu Sans Mono",Consolas,monospace}
        """;

    private const string Script = """
        const parts=[...document.querySelectorAll('svg [data-m]')];
        const show=m=>parts.forEach(p=>p.classList.toggle('faded',m!==null&&p.dataset.m!==m));
        parts.forEach(p=>{p.addEventListener('mouseenter',()=>show(p.dataset.m));p.addEventListener('mouseleave',()=>show(null));});
        """;

    /// <summary>Returns the page.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="report">The verdicts on the trace.</param>
    /// <param name="diagram">The trace laid out.</param>
    /// <param name="title">The title of the page.</param>
    public static string Of(Trace trace, TraceReport report, Diagram diagram, string title)
    {
        string name = SvgDiagram.Escape(title);
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width\"><title>").Append(name).Append("</title>\n");
        page.Append("<style>").Append(Style).Append("</style></head><body>\n<h1>").Append(name)
            .Append("</h1>\n<h2>Guarantees</h2>\n<table>\n");
        foreach (GuaranteeVerdict one in report.Guarantees)
        {
            Row(page, one.Guarantee.ToText(), one.GapAware);
            if (one.AmongDelivered is { } weaker)
                Row(page, "… among what was delivered", weaker);
        }
        page.Append("</table>\n<h2>Diagram</h2>\n<div class=\"picture\">\n").Append(SvgDiagram.Of(diagram, title)).Append("</div>\n");
        Events(page, trace, diagram);
        return page.Append("<script>").Append(Script).Append("</script>\n</body></html>\n").ToString();
    }

    private static void Row(StringBuilder page, string name, Verdict verdict)
    {
        page.Append("<tr><th>").Append(name).Append("</th><td class=\"").Append(verdict.Finding.ToText()).Append("\">")
            .Append(verdict.Finding.ToText());
        page.Append("</td><td>").Append(SvgDiagram.Escape(verdict.Sentence.ToString()));
        if (verdict.Witness is { } witness)
            page.Append(" <code>").Append(SvgDiagram.Escape(witness.ToString())).Append("</code>");
        page.Append("</td></tr>\n");
    }

    private static void Events(StringBuilder page, Trace trace, Diagram diagram)
    {
        page.Append("<h2>Events</h2>\n");
        if (diagram.Notice is { } notice)
            page.Append("<p class=\"notice\">").Append(SvgDiagram.Escape(notice.ToString())).Append("</p>\n");
        page.Append("<table class=\"events\"><tr><th>event</th><th>time</th><th>what</th><th>message</th><th>file and line</th></tr>\n");
        foreach (DiagramMark mark in diagram.Marks)
        {
            TraceEvent one = trace.EventArray[trace.FirstOfHost[mark.Column] + mark.Event.Number - 1];
            string time = mark.AtUs < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{mark.AtUs / 1000m:0.000} ms");
            string where = string.Create(CultureInfo.InvariantCulture, $"{trace.Files[one.File]}:{one.Line}");
            page.Append("<tr><td>").Append(SvgDiagram.Escape(mark.Event.ToString())).Append("</td><td>").Append(time);
            page.Append("</td><td>").Append(one.Kind.ToText()).Append("</td><td>").Append(SvgDiagram.Escape(mark.Label));
            page.Append("</td><td>").Append(SvgDiagram.Escape(where)).Append("</td></tr>\n");
        }
        page.Append("</table>\n");
    }
}
