# Builds and runs FsxPortal. See README.md, "In a container".
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig appsettings.json ./
COPY FsxPortal.Core/FsxPortal.Core.csproj FsxPortal.Core/packages.lock.json FsxPortal.Core/
# Only where the SDK sees a .razor file does it ask for the package of Blazor's script, which the lock file names.
COPY FsxPortal/FsxPortal.csproj FsxPortal/packages.lock.json FsxPortal/_Imports.razor FsxPortal/
RUN dotnet restore FsxPortal/FsxPortal.csproj --locked-mode
COPY FsxPortal.Core/ FsxPortal.Core/
COPY FsxPortal/ FsxPortal/
RUN dotnet publish FsxPortal/FsxPortal.csproj -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# The image is read-only for the user the portal runs as; everything that lasts lies in the volume.
RUN mkdir /data && chown ${APP_UID:-1654} /data
VOLUME /data
EXPOSE 8080
USER ${APP_UID:-1654}
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["dotnet", "FsxPortal.dll", "health", "http://127.0.0.1:8080/health/live"]
ENTRYPOINT ["dotnet", "FsxPortal.dll", "--urls", "http://0.0.0.0:8080", "--data", "/data"]
