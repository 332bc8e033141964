using Terril.Bench.Visits;

if (args is not [var root])
{
    await Console.Error.WriteLineAsync("./dev bench visits");
    return 1;
}
return await Measures.Run(root);
