# Builds the site from the locked packages. See “In a container” in docs/operating.md for how to run it.
FROM python:3.11-slim AS packages
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home redheat
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py CITATION.cff ./
COPY films films
COPY redheat redheat
COPY templates templates
RUN python -m compileall -q films redheat
RUN install --directory --owner=redheat --mode=0700 var
USER redheat
VOLUME /app/var
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 BIND=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=8)"]
CMD ["python", "manage.py", "serve"]
