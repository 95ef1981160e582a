namespace Segmentation.Functions.Reports;

/// <summary>How pages look: on a screen by day and by night, on a telephone, and on paper.</summary>
internal static class HtmlStyle
{
    /// <summary>The style sheet, which stands in the page.</summary>
    public const string Text = """

        :root {
          color-scheme: light dark;
          --ink: #1c2330; --soft: #566072; --paper: #fff; --line: #d8dde6; --bar: #2f6fb5;
        }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ef; --soft: #a3adbd; --paper: #14181f; --line: #333b48; --bar: #6ea8e5; }
        }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
        .lead { font-size: 1.1rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
        tbody th { font-weight: 400; }
        tbody tr { border-top: 1px solid var(--line); }
        .number { text-align: right; white-space: nowrap; }
        svg { display: block; margin-top: .35rem; }
        rect { fill: var(--bar); }
        li { margin: .2rem 0; overflow-wrap: anywhere; }
        @media print {
          main { max-width: none; padding: 0; }
          h2, h3 { break-after: avoid; }
          tr, li { break-inside: avoid; }
          rect { print-color-adjust: exact; }
        }

        """;
}
