# One container: the pages and their worker. It has no password and no key in it; see the guide's page "On a server".
FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN python -m venv /opt/alongside && /opt/alongside/bin/pip install --no-cache-dir ".[server]"

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home alongside && install -d -m 700 -o alongside -g alongside /data
COPY --from=build /opt/alongside /opt/alongside
ENV PATH=/opt/alongside/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ALONGSIDE_MODE=server \
    ALONGSIDE_HOME=/data \
    ALONGSIDE_HOST=0.0.0.0 \
    ALONGSIDE_PORT=8520
USER 10001
VOLUME /data
EXPOSE 8520
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["alongside", "alive"]
CMD ["alongside", "serve"]
