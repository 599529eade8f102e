# The parent in a container: both programs, nothing of the tools that built them.
#
#   docker build --tag parentclaw --build-arg REVISION="$(git rev-parse HEAD)" .
#   docker run --detach --name parentclaw --read-only --tmpfs /tmp:mode=1777 \
#     --tmpfs /run/parentclaw:uid=10001,mode=0700 --cap-drop ALL --security-opt no-new-privileges \
#     --stop-timeout 90 --volume parentclaw:/var/lib/parentclaw --volume "$PWD/secrets:/run/secrets:ro" \
#     --env PARENTCLAW_Telegram__TokenFile=/run/secrets/telegram-token parentclaw
#   docker exec parentclaw parentclaw fleet
#
# Secrets come as files at run time (the user 10001 reads them), never as arguments of the build or in the environment.
# Name a base by its digest where a build is to be repeated to the byte, as release.yml does:
#   --build-arg SDK=mcr.microsoft.com/dotnet/sdk@sha256:…
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE=mcr.microsoft.com/dotnet/runtime-deps:10.0

FROM --platform=$BUILDPLATFORM ${SDK} AS build
ARG TARGETARCH
ARG REVISION=
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props appsettings.json global.json ./
COPY packaging/publish.sh packaging/
COPY src src
COPY vm-runtime vm-runtime
RUN case "${TARGETARCH:-amd64}" in amd64) runtime=linux-x64 ;; *) runtime="linux-$TARGETARCH" ;; esac \
  && REVISION="$REVISION" packaging/publish.sh /published "$runtime"

FROM ${BASE}
# The machines are entered by ssh; members live in time zones; Azure's certificates are believed; curl asks /healthz.
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    ca-certificates curl openssh-client tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --gid 10001 parentclaw \
  && useradd --uid 10001 --gid parentclaw --home-dir /var/lib/parentclaw --no-create-home \
    --shell /usr/sbin/nologin parentclaw \
  && install --directory --mode 0700 --owner parentclaw --group parentclaw /var/lib/parentclaw /run/parentclaw
COPY --from=build /published /opt/parentclaw
RUN ln -s /opt/parentclaw/parentclaw /usr/local/bin/parentclaw
ENV PARENTCLAW_DATA=/var/lib/parentclaw PARENTCLAW_Terminal__Enabled=false XDG_RUNTIME_DIR=/run/parentclaw \
  DOTNET_EnableDiagnostics=0
USER 10001:10001
WORKDIR /var/lib/parentclaw
VOLUME /var/lib/parentclaw
STOPSIGNAL SIGTERM
# The whole store is checked before it is used: a large one takes its time.
HEALTHCHECK --interval=60s --timeout=20s --start-period=300s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--unix-socket", "/var/lib/parentclaw/api.sock", "http://parent/healthz"]
ENTRYPOINT ["/opt/parentclaw/parentbot"]
CMD ["run"]
