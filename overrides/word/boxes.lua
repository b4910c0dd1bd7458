-- Lists in a box get a style of the box: by itself pandoc gives the paragraphs of every list one and the same style.
local function styled(list)
  for _, item in ipairs(list.content) do
    for i, part in ipairs(item) do
      if part.t == "Plain" or part.t == "Para" then
        item[i] = pandoc.Div({pandoc.Para(part.content)}, pandoc.Attr("", {}, {["custom-style"] = "Box List"}))
      end
    end
  end
  return list
end

-- The list of contents: a field that Word can fill with the numbers of pages, and that shows our links until then. Word
-- does not ask anything when it opens: only a field that is marked as old makes it do so.
local function field(part)
  return pandoc.RawInline("openxml", '<w:r>' .. part .. '</w:r>')
end

local function entries(list, level, found)
  for _, item in ipairs(list.content) do
    for _, part in ipairs(item) do
      if part.t == "BulletList" then
        entries(part, level + 1, found)
      else
        found:insert(pandoc.Div({pandoc.Para(part.content)}, pandoc.Attr("", {}, {["custom-style"] = "toc " .. level})))
      end
    end
  end
  return found
end

local function contents(div)
  local list = div.content:remove()
  local found = entries(list, 1, pandoc.List())
  local first, last = found[1].content[1].content, found[#found].content[1].content
  first:insert(1, field('<w:fldChar w:fldCharType="begin"/>'))
  first:insert(2, field('<w:instrText xml:space="preserve"> TOC \\o "2-3" \\h \\z \\u </w:instrText>'))
  first:insert(3, field('<w:fldChar w:fldCharType="separate"/>'))
  last:insert(field('<w:fldChar w:fldCharType="end"/>'))
  div.content:extend(found)
  return div
end

-- Cells stand as the head of their column does. And a name by which what comes after pandoc knows a table whose first
-- column names the rows.
function Table(made)
  local head = made.head.rows[1]
  for _, body in ipairs(made.bodies) do
    for _, row in ipairs(body.body) do
      for i, cell in ipairs(row.cells) do
        if head and head.cells[i] and cell.alignment == "AlignDefault" then
          cell.alignment = head.cells[i].alignment
        end
      end
    end
  end
  if made.bodies[1] and made.bodies[1].row_head_columns > 0 then
    made.attributes["custom-style"] = "Table Rows"
  end
  return made
end

function Div(div)
  if div.classes:includes("contents") then
    return contents(div)
  end
  if div.attributes["custom-style"] == "Box" then
    div.content = div.content:walk({BulletList = styled, OrderedList = styled})
    return div
  end
end
