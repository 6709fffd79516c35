# syntax=docker/dockerfile:1
# One image for web, worker and scheduler; docker-compose.yml gives each its command.

FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements/run.txt /requirements.txt
# Wheels only, each checked by its hash: nothing is compiled, so no compiler comes along.
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /requirements.txt \
    && /opt/venv/bin/python -m compileall -q /opt/venv/lib

FROM python:3.12-slim
RUN groupadd --gid 10001 esn \
    && useradd --uid 10001 --gid esn --no-create-home --home-dir /data esn \
    && install -d -o esn -g esn -m 0750 /data
COPY --from=build /opt/venv /opt/venv
COPY . /esn
RUN /opt/venv/bin/python -m compileall -q /esn
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ESN_DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000
WORKDIR /esn
USER esn
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s CMD ["python", "bin/launch", "health", "/healthz"]
CMD ["sh", "-c", "python manage.py prepare --no-demo --quiet-link && exec python manage.py serve"]
