# The platform: web and worker. Build it from the folder that holds compose.yaml.

FROM node:20.19.2-bookworm-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.11.13-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/stack.txt /requirements.txt
RUN python -m venv /packages \
    && /packages/bin/pip install --require-hashes --only-binary :all: -r /requirements.txt

FROM python:3.11.13-slim-bookworm
RUN groupadd --gid 10001 lexora \
    && useradd --uid 10001 --gid lexora --no-create-home --home-dir /data --shell /usr/sbin/nologin lexora \
    && install -d -o lexora -g lexora -m 0750 /data /certificates /challenge /acme
ENV PATH=/packages/bin:$PATH \
    PYTHONPATH=/app/src \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=lexora.config.settings \
    LEXORA_ENV_FILE= \
    LEXORA_DATA_DIR=/data \
    HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /packages /packages
COPY --from=front-end /app/node_modules node_modules
COPY deploy/docker/lexora /usr/local/bin/lexora
COPY content content
COPY src/lexora_language src/lexora_language
COPY src/lexora_contract src/lexora_contract
COPY src/lexora_services src/lexora_services
COPY src/lexora src/lexora
# What would be written into these folders at the start is written now: they can be read only.
RUN LEXORA_DATA_DIR=/tmp/build python -c "import django; django.setup(); from lexora.portal import catalogues; catalogues.compile_all()" \
    && python -m compileall -q src \
    && rm -rf /tmp/build
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
CMD ["lexora", "serve"]
