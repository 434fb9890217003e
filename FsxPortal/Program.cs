using FsxPortal.Setup;

return await Portal.RunAsync(args);
