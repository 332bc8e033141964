using Terril.Bench.Web;

// « bare ADDRESS » is the peer, in a process of its own as the site is.
if (args is ["bare", var address])
{
    await Bare.Serve(address);
    return 0;
}
if (args is not [var root, var data])
{
    await Console.Error.WriteLineAsync("./dev bench web");
    return 1;
}
return await Measures.Run(root, data);
