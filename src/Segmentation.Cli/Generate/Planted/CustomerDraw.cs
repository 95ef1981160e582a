namespace Segmentation.Cli.Generate.Planted;

/// <summary>Draws customers. The same number gives the same customer, whatever else was drawn.</summary>
internal sealed class CustomerDraw
{
    /// <summary>The shape of the gamma distribution of the amounts of one customer.</summary>
    public const double AmountShape = 5;

    // Each stream of chance of a customer has a number below this.
    private const int StreamsOfCustomer = 32;

    private const int JumpStream = 9;

    // Customers by which the rates are fitted to a number of orders, and how often that is tried.
    private const int FittedCustomers = 2000;
    private const int Fits = 12;

    private readonly BusinessKind _kind;
    private readonly Timeline _time;
    private readonly ulong _seed;
    private readonly double _meanRate;
    private readonly Dictionary<int, Story> _stories;

    private CustomerDraw(SampleBusiness business, double meanRate)
    {
        (_kind, _time, _seed, _meanRate) = (business.Kind, business.Time, business.Seed, meanRate);
        _stories = _kind.Stories.ToDictionary(story => story.Number);
    }

    /// <summary>Draws the customers of a business, whose rates are such that there are about as many orders as asked.
    /// </summary>
    public static CustomerDraw For(SampleBusiness business)
    {
        var draw = new CustomerDraw(business, business.Kind.MeanRate);
        var customers = Math.Min(business.Customers, FittedCustomers);
        for (var fit = 0; business.Orders is { } asked && fit < Fits; fit++)
        {
            var orders = Enumerable.Range(1, customers).Sum(number => (long)draw.Of(number).Orders.Count);
            var factor = (double)asked / business.Customers * customers / Math.Max(orders, 1);
            draw = new CustomerDraw(business, draw._meanRate * Math.Clamp(factor, 0.1, 10));
        }

        return draw;
    }

    /// <summary>The chance from which one sheet of a customer is drawn.</summary>
    /// <param name="number">The customer.</param>
    /// <param name="stream">The sheet's stream, from 1 to 31; 0 is that of the customer itself.</param>
    public Chance ChanceOf(int number, int stream) =>
        new(_seed, (uint)(number * StreamsOfCustomer + stream));

    /// <summary>The day on which a customer signed up.</summary>
    public int SignupOf(int number) => DrawSignup(ChanceOf(number, 0), _stories.GetValueOrDefault(number));

    /// <summary>A customer with all that becomes of it.</summary>
    public Customer Of(int number)
    {
        var story = _stories.GetValueOrDefault(number);
        var chance = ChanceOf(number, 0);
        var signup = DrawSignup(chance, story);
        var rate = chance.Gamma(_kind.RateShape) * (_meanRate / _kind.RateShape);
        var leaving = DrawLeaving(chance);
        // The gamma-gamma model: amounts are Gamma(p) / v, and v is Gamma(q) / y over the customers.
        var value = _kind.MeanValue * (_kind.ValueShape - 1) / chance.Gamma(_kind.ValueShape);
        if (story is { OrdersNothing: true })
            rate = 0;
        value = story?.Monthly ?? value;
        var drawn = new Customer(number, DrawPersona(chance, leaving), rate, leaving, value, signup)
        {
            Left = _time.End,
            Story = story,
            FirstSeats = _kind.SeatPrice > 0 ? 1 + (int)(value / _kind.SeatPrice) : 0,
        };
        return DrawLife(chance, drawn);
    }

    /// <summary>Adds the days of events that happen at a rate between two days.</summary>
    /// <param name="chance">What they are drawn from.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The day after the last.</param>
    /// <param name="rate">Events a month.</param>
    /// <param name="days">Gets the days.</param>
    public static void DrawEvents(Chance chance, int from, int until, double rate, List<int> days)
    {
        for (var day = from + Gap(chance, rate); day < until; day += Gap(chance, rate))
            days.Add((int)day);
    }

    private Customer DrawLife(Chance chance, Customer customer)
    {
        if (!_kind.HasContracts)
            return customer with { Left = DrawPurchases(chance, customer) };
        var left = customer.Story is null ? DrawContract(chance, customer) : _time.End;
        var (grew, silent) = customer.Story is { } story
            ? (BeforeEnd(Timeline.DayOf(story.Grew)), BeforeEnd(Timeline.DayOf(story.Silent)))
            : DrawMoves(chance, customer.Signup, left);
        var drawn = customer with { Left = left, Grew = grew, Silent = silent };
        drawn = drawn with { Jumped = DrawJump(drawn) };
        DrawEvents(chance, drawn.Signup, drawn.Quiet, drawn.Rate, drawn.Orders);
        return drawn;
    }

    /// <summary>A day of a story; null when the imports end before it.</summary>
    private int? BeforeEnd(int? day) => day < _time.End ? day : null;

    private int DrawSignup(Chance chance, Story? story)
    {
        const int LastYear = 365;
        var recent = _kind.RecentShare > 0 && chance.Happens(_kind.RecentShare);
        var day = recent ? _time.End - 1 - chance.Below(LastYear) : chance.Below(_time.End);
        return Timeline.DayOf(story?.Signup) ?? day;
    }

    private static double Gap(Chance chance, double rate) =>
        -SteadyMath.Log(chance.Unit()) / rate * Timeline.DaysOfMonth;

    private double DrawLeaving(Chance chance)
    {
        var a = chance.Gamma(_kind.LeavingA);
        return a / (a + chance.Gamma(_kind.LeavingB));
    }

    private Persona DrawPersona(Chance chance, double leaving)
    {
        var fickle = leaving >= _kind.FickleFrom;
        var place = chance.Below(100);
        foreach (var persona in _kind.Personas)
        {
            place -= fickle ? persona.OfFickle : persona.OfSteady;
            if (place < 0)
                return persona;
        }

        return _kind.Personas[^1];
    }

    // BG/NBD: the first purchase is the signup, and after each later one the customer may leave.
    private int DrawPurchases(Chance chance, Customer customer)
    {
        customer.Orders.Add(customer.Signup);
        for (var day = customer.Signup + Gap(chance, customer.Rate); day < _time.End; day += Gap(chance, customer.Rate))
        {
            customer.Orders.Add((int)day);
            if (chance.Happens(customer.Leaving))
                return (int)day;
        }

        return _time.End;
    }

    // Shifted beta-geometric: the contract may end at each of its renewals.
    private int DrawContract(Chance chance, Customer customer)
    {
        for (var term = 1; ; term++)
        {
            var renewal = Timeline.MonthsAfter(customer.Signup, term * _kind.TermMonths);
            if (renewal >= _time.End || chance.Happens(customer.Leaving))
                return Math.Min(renewal, _time.End);
        }
    }

    // Only customers that the first import tells of and that nothing else happens to; both jumps, if the imports last.
    private int? DrawJump(Customer customer)
    {
        var chance = ChanceOf(customer.Number, JumpStream);
        var isPlain = customer is { Story: null, Grew: null, Silent: null } && customer.Left == _time.End;
        if (!isPlain || customer.Signup >= _time.FirstImport || _time.Imports < 2
            || !chance.Happens(_kind.JumpingShare))
            return null;
        return _time.AsOf(chance.Below(Math.Max(_time.Imports - 2, 1)));
    }

    private (int? Grew, int? Silent) DrawMoves(Chance chance, int signup, int left)
    {
        var move = chance.Unit();
        var place = chance.Unit();
        var from = Math.Max(signup + 1, _time.FirstImport);
        var day = from + (int)(place * (_time.End - from));
        if (day >= left || from >= _time.End)
            return (null, null);
        if (move < _kind.GrowingShare)
            return (day, null);
        return move < _kind.GrowingShare + _kind.SilentShare ? (null, day) : (null, null);
    }
}
